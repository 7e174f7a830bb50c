package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(output, true, StandardCharsets.UTF_8), 3);

    private String printed() {
        return output.toString(StandardCharsets.UTF_8);
    }

    /** If the start fails, the error's sentence says what the function printed. */
    @Test
    void keepsBackWhatAStartingFunctionPrints() {
        report.functionPrinted("no database");
        assertThat(printed()).isEmpty();
    }

    @Test
    void printsWhatAFunctionPrintedAtItsStartWhenItIsReady() {
        report.functionPrinted("connected");
        report.functionReady(Duration.ofMillis(250));
        report.functionPrinted("first message");
        assertThat(printed().lines()).containsExactly("          | connected", "function  ready in 0.25 s",
                "          | first message");
    }

    @Test
    void printsWhatASlowlyStartingFunctionPrintsAtTheNextHeartbeat() {
        report.functionPrinted("loading");
        report.heartbeat();
        assertThat(printed().lines()).containsExactly("          | loading");
        report.functionReady(Duration.ofSeconds(3));
        assertThat(printed().lines()).containsExactly("          | loading", "function  ready in 3 s");
    }
}
