package io.github.rabbitlambda.doctor.report;

import static io.github.rabbitlambda.reachability.verdict.Finding.Level.ASSUMES;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.rabbitlambda.doctor.finding.Finding;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** The findings of reachability's verdicts in the form of the doctor's. */
final class VerdictFindings {
    private final Function<Fix, List<String>> commands;

    /** @param commands renders the fixes of all verdicts of a report, in their order */
    VerdictFindings(Function<Fix, List<String>> commands) {
        this.commands = commands;
    }

    List<Finding> of(Verdict verdict) {
        return verdict.findings().stream()
                .map(finding -> new Finding(finding.rule(), VerdictLevel.of(finding.level()),
                        fact(finding.level() == ASSUMES, finding.sentence()),
                        finding.fixes().stream().map(Fix::summary).distinct().map(VerdictFindings::sentence)
                                .collect(Collectors.joining(" ")),
                        finding.fixes().stream().flatMap(fix -> commands.apply(fix).stream())
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
