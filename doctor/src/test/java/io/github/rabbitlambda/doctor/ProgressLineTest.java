package io.github.rabbitlambda.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    private ProgressLine line() {
        return new ProgressLine(new PrintStream(terminal, true, StandardCharsets.UTF_8));
    }

    @Test
    void writesOverItsOneLineAndLeavesItEmpty() {
        try (ProgressLine line = line()) {
            line.answered("eu-central-1", 9, 31);
            line.answered("eu-central-1", 10, 31);
        }

        assertThat(terminal.toString(StandardCharsets.UTF_8)).isEqualTo("\rasking eu-central-1: 9 of 31 calls"
                + "\rasking eu-central-1: 10 of 31 calls\r" + " ".repeat("asking eu-central-1: 10 of 31 calls".length())
                + "\r");
    }

    @Test
    void writesNothingIfNothingWasAnswered() {
        line().close();

        assertThat(terminal.size()).isZero();
    }
}
