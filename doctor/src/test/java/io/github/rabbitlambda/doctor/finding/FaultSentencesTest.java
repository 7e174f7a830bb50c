package io.github.rabbitlambda.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.doctor.Healthy;

/** What is said of each fault and its cure, as it stands in a file to be read as a whole. */
class FaultSentencesTest {
    private static final Path FILE = Path.of("src", "test", "resources", "reports", "faults.txt");

    @Test
    void eachFaultHasItsSentence() throws IOException {
        List<String> told = Fault.all().stream().map(fault -> fault + ": " + sentences(fault)).toList();
        assertThat(told).containsExactlyElementsOf(Files.readAllLines(FILE));
    }

    private static String sentences(Fault fault) {
        Healthy account = fault.account();
        Finding first = Checks.ofMapping(account.live(), account.mapping()).getFirst();
        return first.fact() + " -> " + first.cure();
    }
}
