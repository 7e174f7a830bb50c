package io.github.rabbitlambda.local.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavedTimeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Jan 1, 1970, 12:33:41 AM       | 1970-01-01T00:33:41Z
            Jan 5, 20, 1:00:00 PM     | 0020-01-03T13:00:00Z
            Jul 30, 58000, 11:59:59 PM     | +58000-07-30T23:59:59Z
            """)
    void readsWhatAnEventHas(String text, Instant time) {
        assertThat(SavedTime.read(text)).contains(Date.from(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"may 5, 20, 1:00:00 am", "January 5, 2020, 1:00:00 AM", "Jan 005, 2020, 1:00:00 AM",
            "Jan 5, 2020, 01:00:00 AM", "Feb 30, 2020, 1:00:00 AM", "Jan 5, 2020, 1:00:00 AM and more", ""})
    void takesNothingElseForATime(String text) {
        assertThat(SavedTime.read(text)).isEmpty();
    }
}
