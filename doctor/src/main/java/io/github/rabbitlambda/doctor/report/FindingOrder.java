package io.github.rabbitlambda.doctor.report;

import java.util.Comparator;
import java.util.List;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Checks;
import io.github.rabbitlambda.doctor.finding.Finding;
import io.github.rabbitlambda.doctor.finding.Finding.Level;

/**
 * Which finding is read first. Within a level: Lambda's own word about the state; then facts about what the mapping needs;
 * then what reachability says of network and permissions; then messages and metrics that have several possible causes. What
 * only shows that nothing is read comes after the suspicions that may say why.
 * Where Lambda itself points at the network or the role, reachability comes before the facts.
 */
final class FindingOrder {
    private final boolean hintAtNetworkOrRole;

    FindingOrder(boolean hintAtNetworkOrRole) {
        this.hintAtNetworkOrRole = hintAtNetworkOrRole;
    }

    /** Findings of the same rank keep their order. */
    List<Finding> sorted(List<Finding> findings) {
        boolean symptom = findings.stream().anyMatch(FindingOrder::isSymptom);
        return findings.stream().distinct().sorted(Comparator
                .comparing((Finding finding) -> symptom && mayExplain(finding) ? Level.CAUSE : finding.level())
                .thenComparing(this::rank)).toList();
    }

    /** Whether a cause only shows that nothing is read. */
    private static boolean isSymptom(Finding finding) {
        return finding.level() == Level.CAUSE && Checks.basis(finding.id()).filter(Basis.SYMPTOM::equals).isPresent();
    }

    private static boolean mayExplain(Finding finding) {
        return finding.level() == Level.SUSPECT && Checks.mayKeepConsumersAway(finding.id());
    }

    private int rank(Finding finding) {
        return Checks.basis(finding.id()).map(basis -> switch (basis) {
            case STATE -> 0;
            case FACT -> 2;
            case SIGN -> 4;
            case SYMPTOM -> 5;
        }).orElse(hintAtNetworkOrRole ? 1 : 3);
    }
}
