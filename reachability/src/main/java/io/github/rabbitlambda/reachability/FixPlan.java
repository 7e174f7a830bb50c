package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/**
 * Makes the fixes of a report fit together. Each rule proposes a fix without knowing the others, so that two of them may use
 * one path, or one may be enough for two failures. The plan therefore applies fixes to the templates, judges again and goes
 * on with what still fails.
 * <p>
 * Example: three failures propose to add the list of a role's policies. Round 1 applies the first. In round 2 the list
 * exists, so the second proposes to append to it, and so does the third.
 * <ol>
 * <li>Fixes of one round don't collide, and a fix that collides with one before it waits for the next round, so the order
 * of the report is an order in which they can be applied. {@link Round} keeps to that.
 * <li>A fix after which its failure is still there is withdrawn, and the plan starts again without it.
 * <li>What fails only once the fixes are applied is added to the report with its own fix.
 * </ol>
 */
final class FixPlan {
    private static final int MAX_ROUNDS = 20;
    private static final String AFTERWARDS = "Once the other changes are made: ";

    /** A failure of one verdict. */
    private record Cause(String template, String id, String rule, String sentence) {
        static Cause of(Verdict verdict, Finding finding) {
            return new Cause(verdict.template(), verdict.id(), finding.rule(), finding.sentence());
        }
    }

    private final Reachability check;
    private final List<Verdict> verdicts;
    private final Set<Cause> withdrawn = new HashSet<>();
    private final Map<Cause, List<Fix>> chosen = new LinkedHashMap<>();
    private List<Verdict> afterwards;

    private FixPlan(Reachability check, List<Verdict> verdicts) {
        this.check = check;
        this.verdicts = verdicts;
        this.afterwards = verdicts;
    }

    /** The same verdicts with fixes that fit together. */
    static List<Verdict> of(Reachability check, List<Verdict> verdicts) {
        if (verdicts.stream().allMatch(verdict -> verdict.fixes().isEmpty())) {
            return verdicts;
        }
        FixPlan plan = new FixPlan(check, verdicts);
        while (!plan.isComplete()) {
            plan.chosen.clear();
            plan.afterwards = verdicts;
        }
        return plan.report();
    }

    /** Plans until no fix is left; false if a fix was withdrawn, so that the plan has to start again. */
    private boolean isComplete() {
        Reachability patched = check;
        for (int count = 0; count < MAX_ROUNDS; count++) {
            Round round = new Round();
            for (Verdict verdict : afterwards) {
                for (Finding finding : verdict.findings(Level.FAILS)) {
                    Cause cause = Cause.of(verdict, finding);
                    if (isUseless(cause, finding)) {
                        withdrawn.add(cause);
                        return false;
                    }
                    round.offer(cause, finding.fixes());
                }
            }
            if (round.accepted.isEmpty()) {
                return true;
            }
            patched = patched.patched(round.accepted);
            afterwards = patched.judged();
        }
        return true;
    }

    private boolean isUseless(Cause cause, Finding finding) {
        List<String> applied = chosen.getOrDefault(cause, List.of()).stream().map(Fix::summary).toList();
        return !applied.isEmpty() && finding.fixes().stream().map(Fix::summary).allMatch(applied::contains);
    }

    /** The fixes that are applied together. */
    private final class Round {
        private final List<Fix> accepted = new ArrayList<>();
        private final List<Fix> seen = new ArrayList<>();

        void offer(Cause cause, List<Fix> fixes) {
            if (withdrawn.contains(cause) || fixes.stream().anyMatch(fix -> fix.changes().isEmpty())) {
                return;
            }
            boolean free = fixes.stream().noneMatch(fix -> seen.stream().anyMatch(fix::collidesWith));
            if (free && !seen.containsAll(fixes)) {
                chosen.computeIfAbsent(cause, key -> new ArrayList<>()).addAll(fixes);
                accepted.addAll(fixes);
            }
            seen.addAll(fixes);
        }
    }

    private List<Verdict> report() {
        List<Verdict> report = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            List<Finding> findings = new ArrayList<>(verdict.findings().stream()
                    .map(finding -> finding.level() == Level.FAILS ? planned(verdict, finding) : finding).toList());
            boolean first = report.stream().noneMatch(earlier -> earlier.kind() == Verdict.Kind.FAILS);
            if (verdict.kind() == Verdict.Kind.FAILS && first) {
                consequences().forEach(findings::add);
            }
            report.add(verdict.with(findings));
        }
        return List.copyOf(report);
    }

    private Finding planned(Verdict verdict, Finding finding) {
        Cause cause = Cause.of(verdict, finding);
        boolean covered = !chosen.containsKey(cause) && !left().contains(cause);
        boolean inWords = finding.fixes().stream().anyMatch(fix -> fix.changes().isEmpty());
        return inWords ? finding : finding.with(chosen.getOrDefault(cause, List.of()), covered);
    }

    /** What fails although all fixes are applied. */
    private Set<Cause> left() {
        Set<Cause> left = new LinkedHashSet<>();
        afterwards.forEach(verdict -> verdict.findings(Level.FAILS)
                .forEach(finding -> left.add(Cause.of(verdict, finding))));
        return left;
    }

    /** What fails, or is unknown, only once fixes are applied. */
    private List<Finding> consequences() {
        Set<Cause> original = new HashSet<>();
        verdicts.forEach(verdict -> verdict.findings().forEach(finding -> original.add(Cause.of(verdict, finding))));
        Stream<Finding> failing = Stream.concat(chosen.keySet().stream(), left().stream()).distinct()
                .filter(cause -> !original.contains(cause))
                .map(cause -> new Finding(cause.rule(), Level.FAILS, AFTERWARDS + cause.sentence(),
                        chosen.getOrDefault(cause, List.of()), List.of()));
        Stream<Finding> unknown = afterwards.stream().flatMap(verdict -> verdict.findings(Level.UNKNOWN).stream()
                .filter(finding -> !original.contains(Cause.of(verdict, finding)))
                .map(finding -> finding.with(AFTERWARDS + finding.sentence())));
        return Stream.concat(failing, unknown).toList();
    }
}
