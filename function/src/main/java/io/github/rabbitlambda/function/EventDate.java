package io.github.rabbitlambda.function;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;

import org.jspecify.annotations.Nullable;

/**
 * Reads the event's dates, {@code MMM d, yyyy, h:mm:ss a} in English and UTC. Before AM or PM newer JDKs write U+202F
 * instead of a space; years may have more than four digits.
 */
final class EventDate {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private static final long SECONDS_A_DAY = 86_400;

    private final String text;
    private int at;
    private boolean matches = true;

    private EventDate(String text) {
        this.text = text;
    }

    /** Null when the text is no such date. */
    static @Nullable Instant parse(String text) {
        return new EventDate(text).instant();
    }

    private @Nullable Instant instant() {
        int month = month();
        literal(' ');
        int day = number(1, 2);
        commaAndSpace();
        int year = number(4, 9);
        commaAndSpace();
        int second = secondOfDay();
        if (!matches || at != text.length() || day < 1 || day > Month.of(month).length(isLeap(year))) {
            return null;
        }
        return Instant.ofEpochSecond(LocalDate.of(year, month, day).toEpochDay() * SECONDS_A_DAY + second);
    }

    /** As {@link java.time.Year} has it, which would load all of java.time's formatting. */
    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
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

    /** The next character, or NUL behind the last. */
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
