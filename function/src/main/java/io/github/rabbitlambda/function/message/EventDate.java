package io.github.rabbitlambda.function.message;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Reads the event's dates, {@code MMM d, y, h:mm:ss a} in English and UTC, as Gson writes a {@link java.util.Date}.
 * Newer JDKs write U+202F instead of a space before AM or PM. A year has one digit or more. Days before 15 October 1582
 * are those of the Julian calendar, as {@link java.util.GregorianCalendar} counts them. The days are computed here,
 * because java.time's dates load its formatting classes, which slows a cold start.
 */
final class EventDate {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private static final int[] ENDS = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    private static final long SECONDS_A_DAY = 86_400;
    private static final long DAYS_BEFORE_1970 = daysBefore(1970, false);
    /** Days of a year as month × 100 + day: 4 October 1582 was the last Julian one, the next day was 15 October. */
    private static final int LAST_JULIAN_DAY = 1004;
    private static final int FIRST_GREGORIAN_DAY = 1015;
    private static final int FIRST_GREGORIAN_YEAR = 1582;

    private final String text;
    private int at;
    private boolean matches = true;

    private EventDate(String text) {
        this.text = text;
    }

    /** Returns null when the text is no such date. */
    static @Nullable Instant parse(String text) {
        return new EventDate(text).instant();
    }

    private @Nullable Instant instant() {
        int month = month();
        literal(' ');
        int day = number(1, 2);
        commaAndSpace();
        int year = year();
        commaAndSpace();
        int second = secondOfDay();
        boolean julian = isJulian(year, month * 100 + day);
        if (!matches || at != text.length() || year < 1 || day < 1
                || day > daysBefore(month, year, julian) - daysBefore(month - 1, year, julian)) {
            return null;
        }
        long days = daysBefore(year, julian) + daysBefore(month - 1, year, julian) + day - 1;
        return Instant.ofEpochSecond((days - DAYS_BEFORE_1970) * SECONDS_A_DAY + second);
    }

    /** Does not match in the ten days that were left out between the calendars. */
    private boolean isJulian(int year, int dayOfYear) {
        boolean change = year == FIRST_GREGORIAN_YEAR;
        matches &= !change || dayOfYear <= LAST_JULIAN_DAY || dayOfYear >= FIRST_GREGORIAN_DAY;
        return change ? dayOfYear <= LAST_JULIAN_DAY : year < FIRST_GREGORIAN_YEAR;
    }

    /**
     * The days from 1 January of the year 1 to 1 January of this year, both of the Gregorian calendar; in the Julian
     * calendar the year 1 begins two days earlier.
     */
    private static long daysBefore(int year, boolean julian) {
        int last = year - 1;
        return last * 365L + last / 4 + (julian ? -2 : last / 400 - last / 100);
    }

    /** The days of a year up to the end of a month. */
    private static int daysBefore(int months, int year, boolean julian) {
        boolean leap = year % 4 == 0 && (julian || year % 100 != 0 || year % 400 == 0);
        return ENDS[months] + (leap && months > 1 ? 1 : 0);
    }

    private int secondOfDay() {
        int hour = number(1, 2);
        literal(':');
        int minute = number(2, 2);
        literal(':');
        int second = number(2, 2);
        int noon = halfOfDay();
        matches &= hour >= 1 && hour <= 12 && minute < 60 && second < 60;
        return ((hour % 12 + noon) * 60 + minute) * 60 + second;
    }

    private int month() {
        int index = text.length() < 3 ? -1 : MONTHS.indexOf(text.substring(0, 3));
        matches &= index >= 0 && index % 3 == 0;
        at = 3;
        return index / 3 + 1;
    }

    /** Gson pads no year; a year that others pad to four digits is read too. */
    private int year() {
        return text.indexOf(',', at) - at == 4 ? number(4, 4) : number(1, 9);
    }

    private int number(int fewest, int most) {
        int start = at;
        int number = 0;
        for (char digit = peek(); digit >= '0' && digit <= '9' && at - start < most; digit = peek()) {
            number = number * 10 + digit - '0';
            at++;
        }
        boolean padded = at - start > fewest && text.charAt(start) == '0';
        matches &= at - start >= fewest && !padded;
        return number;
    }

    private void commaAndSpace() {
        literal(',');
        literal(' ');
    }

    private void literal(char expected) {
        matches &= peek() == expected;
        at++;
    }

    /** Returns the next character, or NUL at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private int halfOfDay() {
        matches &= peek() == ' ' || peek() == '\u202f';
        at++;
        boolean afternoon = peek() == 'P';
        matches &= afternoon || peek() == 'A';
        at++;
        literal('M');
        return afternoon ? 12 : 0;
    }
}
