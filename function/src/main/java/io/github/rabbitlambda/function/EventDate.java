package io.github.rabbitlambda.function;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

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
        literal(" ");
        int day = number(1, 2);
        literal(", ");
        int year = number(4, 9);
        literal(", ");
        int second = secondOfDay();
        if (!matches || at != text.length() || day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        return Instant.ofEpochSecond(LocalDate.of(year, month, day).toEpochDay() * SECONDS_A_DAY + second);
    }

    private int secondOfDay() {
        int hour = number(1, 2);
        literal(":");
        int minute = number(2, 2);
        literal(":");
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
        while (at < text.length() && at - start < most && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = number * 10 + text.charAt(at++) - '0';
        }
        boolean padded = at - start > fewest && text.charAt(start) == '0';
        matches &= at - start >= fewest && !padded;
        return number;
    }

    private void literal(String expected) {
        matches &= text.startsWith(expected, at);
        at += expected.length();
    }

    private int halfOfDay() {
        matches &= at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\u202f');
        at++;
        boolean afternoon = text.startsWith("PM", at);
        matches &= afternoon || text.startsWith("AM", at);
        at += 2;
        return afternoon ? 12 : 0;
    }
}
