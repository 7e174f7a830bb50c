package io.github.rabbitlambda.doctor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.reader.FakeAccount;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** The reader finds all that the verdict of a deployment needs, over the wire and from nothing but the mapping's UUID. */
class ReadDeploymentsTest {
    /** A reader asks for the endpoints of the broker's VPC only. */
    private static final String IN_ANOTHER_VPC = " \\(`vpce-[0-9a-f]+` is in another VPC\\)";

    static List<Graded> deployable() {
        return GradedTemplatesTest.deployable();
    }

    @ParameterizedTest
    @MethodSource("deployable")
    void anAccountIsJudgedAsItWasDeployed(Graded graded) {
        Snapshot deployed = graded.deployed();
        try (FakeAccount account = FakeAccount.serving(deployed).withPagesOf(3)) {
            Verdict read = LiveVerdicts.of(account.reader().checkingSecret().read(deployed.subject())).getFirst();

            Verdict expected = LiveVerdicts.of(deployed).getFirst();
            assertThat(read.kind()).as(read.words()).isEqualTo(expected.kind());
            assertThat(Graded.rules(read)).as(read.words()).isEqualTo(Graded.rules(expected));
            assertThat(read.words()).isEqualTo(expected.words().replaceAll(IN_ANOTHER_VPC, ""));
        }
    }
}
