package io.github.rabbitlambda.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.finding.Finding;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.reachability.verdict.TextStyle;

/** Reports with what reachability really says of the snapshots. */
class WholeReportsTest {
    /** Without these, the healthy account is known to be well: what they show is not needed in it. */
    private static final Set<Call> NOT_NEEDED = Set.of(Call.GET_ACCOUNT_SETTINGS, Call.GET_POLICY,
            Call.GET_POLICY_VERSION, Call.LIST_BROKERS, Call.DESCRIBE_ROUTE_TABLES,
            Call.DESCRIBE_NAT_GATEWAYS, Call.DESCRIBE_INTERNET_GATEWAYS, Call.GET_SECRET_VALUE);

    static Stream<Healthy> healthy() {
        return Stream.of(Healthy.account(), Healthy.publicBroker(), Healthy.idle(), Healthy.quiet(),
                Healthy.batchWindow());
    }

    @ParameterizedTest
    @MethodSource("healthy")
    void nothingWrongIsFoundWhereAllIsWell(Healthy account) {
        Report report = Report.of(account.snapshot());
        assertThat(report.status()).isZero();
        assertThat(report.diagnoses().getFirst().findings()).extracting(Finding::level).containsOnly(Level.NOTE);
        assertThat(report.text(TextStyle.PLAIN)).contains("\n  Nothing wrong was found.\n");
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void whateverIsDeniedThereIsADiagnosisThatSaysSo(Call call) {
        Healthy account = Healthy.account().unread(call, "AccessDeniedException");
        boolean made = !account.snapshot().unread().isEmpty();
        Report report = Report.of(account.snapshot());
        assertThat(report.status()).isEqualTo(NOT_NEEDED.contains(call) ? 0 : 2);
        assertThat(report.text(TextStyle.PLAIN).contains("Could not be read: " + call.action())).isEqualTo(made);
    }
}
