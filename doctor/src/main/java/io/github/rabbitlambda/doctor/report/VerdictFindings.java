package io.github.rabbitlambda.doctor.report;

import static io.github.rabbitlambda.reachability.verdict.Finding.Level.ASSUMES;

import java.util.List;
import java.util.stream.Collectors;

import io.github.rabbitlambda.doctor.finding.Finding;
import io.github.rabbitlambda.doctor.model.LiveVerdicts;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** The findings of reachability's verdicts in the form of the doctor's. */
final class VerdictFindings {
    private final Snapshot snapshot;

    VerdictFindings(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    List<Finding> of(Verdict verdict) {
        return verdict.findings().stream()
                .map(finding -> new Finding(finding.rule(), VerdictLevel.of(finding.level()),
                        fact(finding.level() == ASSUMES, finding.sentence()),
                        finding.fixes().stream().map(Fix::summary).distinct().map(VerdictFindings::sentence)
                                .collect(Collectors.joining(" ")),
                        finding.fixes().stream().flatMap(fix -> LiveVerdicts.commands(fix, snapshot).stream())
                                .distinct()
                                .toList()))
                .toList();
    }

    private static String fact(boolean assumed, String sentence) {
        return assumed ? "assumed: " + sentence : sentence;
    }

    private static String sentence(String summary) {
        return summary.endsWith(".") ? summary : summary + ".";
    }
}
