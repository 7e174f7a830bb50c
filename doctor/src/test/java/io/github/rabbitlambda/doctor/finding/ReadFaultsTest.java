package io.github.rabbitlambda.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.reader.FakeAccount;
import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/** Each fault is one that services can answer: over the wire the reader sees it, and the checks name the same. */
class ReadFaultsTest {
    static List<Fault> faults() {
        return Fault.all();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void findsInAnAccountWhatIsFoundInItsSnapshot(Fault fault) {
        Snapshot snapshot = fault.account().snapshot();
        try (FakeAccount account = FakeAccount.serving(snapshot)) {
            Account read = new Account(account.reader().checkingSecret().read(snapshot.subject()));

            assertThat(findings(read)).isEqualTo(findings(new Account(snapshot)));
        }
    }

    private static List<Finding> findings(Account account) {
        JsonNode mapping = account.mappings().getFirst();
        return Checks.ofMapping(account, mapping);
    }
}
