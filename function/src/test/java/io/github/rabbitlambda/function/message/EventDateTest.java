package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.DateFormat;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TimeZone;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDateTest {
    private static final long YEAR_1 = -62_135_596_800L;
    private static final long YEAR_10_000 = 253_402_300_800L;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Jan 1, 1970, 12:00:00 AM|1970-01-01T00:00:00Z",
            "Jan 1, 1970, 12:33:41 AM|1970-01-01T00:33:41Z", "Jul 2, 2023, 1:30:34 AM|2023-07-02T01:30:34Z",
            "Nov 22, 2026, 12:00:00 PM|2026-11-22T12:00:00Z", "Dec 31, 2026, 11:59:59 PM|2026-12-31T23:59:59Z",
            "Feb 29, 2024, 1:00:00 AM|2024-02-29T01:00:00Z", "Jan 1, 10000, 12:00:00 AM|+10000-01-01T00:00:00Z",
            "Jan 1, 999999999, 12:00:00 AM|+999999999-01-01T00:00:00Z",
            "Jul 14, 55840, 1:02:03 PM|+55840-07-14T13:02:03Z", "Jan 3, 1, 12:00:00 AM|0001-01-01T00:00:00Z",
            "Jan 3, 0001, 12:00:00 AM|0001-01-01T00:00:00Z", "Jan 1, 1, 12:00:00 AM|0000-12-30T00:00:00Z",
            "Feb 29, 1500, 12:00:00 AM|1500-03-10T00:00:00Z", "Oct 4, 1582, 11:59:59 PM|1582-10-14T23:59:59Z",
            "Oct 15, 1582, 12:00:00 AM|1582-10-15T00:00:00Z", "Dec 31, 1600, 12:00:00 AM|1600-12-31T00:00:00Z",
            "Feb 28, 1700, 12:00:00 AM|1700-02-28T00:00:00Z"})
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
            "Feb 29, 1700, 12:00:00 AM", "Feb 29, 1501, 12:00:00 AM", "Oct 5, 1582, 12:00:00 AM",
            "Oct 14, 1582, 12:00:00 AM", "Jan 1, 0, 12:00:00 AM", "Jan 1, 0000, 12:00:00 AM", "Jan 1, 01, 12:00:00 AM",
            "Jan 1, 001, 12:00:00 AM", "Jan 1, 01970, 12:00:00 AM", "Jan 1, , 12:00:00 AM",
            "Jan 1, 1234567890, 12:00:00 AM", "Jan \u0661, 1970, 12:00:00 AM",
            "1970-01-01T00:00:00Z"})
    void takesNothingElseForADate(String text) {
        assertThat(EventDate.parse(text)).isNull();
    }

    /** Gson writes dates with this format, and the JDK's space before AM or PM. */
    @Test
    void readsWhatGsonWrites() {
        DateFormat gson = DateFormat.getDateTimeInstance(DateFormat.DEFAULT, DateFormat.DEFAULT, Locale.US);
        gson.setTimeZone(TimeZone.getTimeZone("UTC"));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(i % 2 == 0
                    ? random.nextLong(YEAR_1, YEAR_10_000)
                    : random.nextLong(YEAR_10_000, Long.MAX_VALUE / 1_000));
            String text = gson.format(Date.from(instant));
            assertThat(EventDate.parse(text)).as(text).isEqualTo(instant);
        }
    }
}
