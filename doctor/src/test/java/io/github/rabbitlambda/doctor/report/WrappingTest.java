package io.github.rabbitlambda.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.finding.FaultReports;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.TextStyle;

class WrappingTest {

    @Test
    void aLineHasAHundredCharactersAtMost() {
        String word = "x".repeat(49);
        assertThat(Wrapping.words(word + " " + word + "y", 0)).containsExactly(word + " " + word + "y");
        assertThat(Wrapping.words(word + " " + word + "yz", 0)).containsExactly(word, word + "yz");
    }

    @Test
    void aLongWordStaysWhole() {
        assertThat(Wrapping.words("a " + "x".repeat(120) + " b", 2)).containsExactly("  a", "  " + "x".repeat(120),
                "  b");
    }

    @Test
    void aCommandIsBrokenBeforeOptionsOutsideOfQuotes() {
        String quoted = "'a --b \" " + "x".repeat(60) + "'";
        assertThat(Wrapping.command("aws mq describe-broker --broker-id b-1 --query " + quoted + " --region r", 2))
                .containsExactly("  aws mq describe-broker --broker-id b-1 \\",
                        "    --query " + quoted + " --region r");
    }

    @Test
    void aShortCommandStaysOnOneLine() {
        assertThat(Wrapping.command("aws mq list-brokers --region r", 4))
                .containsExactly("    aws mq list-brokers --region r");
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void onlyOneWordOrOptionMakesALineLonger(Snapshot snapshot) {
        assertThat(Report.of(snapshot).text(TextStyle.PLAIN).lines())
                .allSatisfy(line -> assertThat(line.length() <= Wrapping.WIDTH
                        || line.strip().split(" ").length == 1 || line.strip().startsWith("--")).as(line).isTrue());
    }

    static Stream<Snapshot> snapshots() {
        return FaultReports.snapshots();
    }
}
