package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Jan 1, 1970, 12:00:00 AM|1970-01-01T00:00:00Z",
            "Jan 1, 1970, 12:33:41 AM|1970-01-01T00:33:41Z", "Jul 2, 2023, 1:30:34 AM|2023-07-02T01:30:34Z",
            "Nov 22, 2026, 12:00:00 PM|2026-11-22T12:00:00Z", "Dec 31, 2026, 11:59:59 PM|2026-12-31T23:59:59Z",
            "Feb 29, 2024, 1:00:00 AM|2024-02-29T01:00:00Z", "Jan 1, 10000, 12:00:00 AM|+10000-01-01T00:00:00Z",
            "Jan 1, 999999999, 12:00:00 AM|+999999999-01-01T00:00:00Z", "May 5, 0001, 5:00:00 PM|0001-05-05T17:00:00Z"})
    void readsADate(String text, Instant expected) {
        assertThat(EventDate.parse(text)).isEqualTo(expected);
    }

    @Test
    void readsTheNarrowSpaceOfNewerJdks() {
        assertThat(EventDate.parse("Jul 2, 2023, 1:30:34\u202fPM")).isEqualTo(Instant.parse("2023-07-02T13:30:34Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Jan", "Jan 1, 1970", "Jan 0, 1970, 12:00:00 AM", "Jan 32, 1970, 12:00:00 AM",
            "Feb 29, 2023, 12:00:00 AM", "Jan 1, 1970, 0:00:00 AM", "Jan 1, 1970, 13:00:00 AM",
            "Jan 1, 1970, 12:60:00 AM", "Jan 1, 1970, 12:00:60 AM", "Jan 1, 1970, 12:0:00 AM",
            "anF 1, 1970, 1:00:00 AM",
            "jan 1, 1970, 12:00:00 AM", "Jan 1, 1970, 12:00:00 am", "Jan 1, 1970, 12:00:00 AM ",
            " Jan 1, 1970, 12:00:00 AM", "Jan 1, 1970, 12:00:00AM", "Jan 01, 1970, 12:00:00 AM",
            "Jan 1, 970, 12:00:00 AM", "Jan 1, 1234567890, 12:00:00 AM", "Jan \u0661, 1970, 12:00:00 AM",
            "1970-01-01T00:00:00Z"})
    void takesNothingElseForADate(String text) {
        assertThat(EventDate.parse(text)).isNull();
    }

    @Test
    void readsWhatJavaTimeWrites() {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(-62_135_596_800L, 253_402_300_800L));
            String text = format.format(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            assertThat(EventDate.parse(text)).as(text).isEqualTo(instant);
        }
    }
}
