package io.github.rabbitlambda.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.finding.FaultReports;
import io.github.rabbitlambda.doctor.finding.FaultReports.Faulty;
import io.github.rabbitlambda.doctor.finding.Finding;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.TextStyle;

/** The reports of every fault of the matrix. */
class FaultyAccountsTest {

    static Stream<Faulty> faulty() {
        return FaultReports.all();
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void theReportNamesTheFaultFirst(Faulty account) {
        Report report = Report.of(account.snapshot(), List.of(Verdicts.connects()));
        Finding first = report.diagnoses().getFirst().findings().getFirst();
        assertThat(first.id()).isEqualTo(account.id());
        assertThat(report.status() == 1).isEqualTo(account.level() == Level.CAUSE);
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void theReportNamesTheFaultWhateverReachabilityFinds(Faulty account) {
        assertThat(Report.of(account.snapshot()).diagnoses().getFirst().findings()).extracting(Finding::id)
                .contains(account.id());
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void onlyOneWordOrOptionMakesALineLonger(Faulty account) {
        assertThat(Report.of(account.snapshot()).explained(TextStyle.PLAIN).lines())
                .allSatisfy(line -> assertThat(line.length() <= Wrapping.WIDTH
                        || line.strip().split(" ").length == 1 || line.strip().startsWith("--")).as(line).isTrue());
    }
}
