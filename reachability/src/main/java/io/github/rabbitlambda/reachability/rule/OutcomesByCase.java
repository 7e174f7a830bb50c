package io.github.rabbitlambda.reachability.rule;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/**
 * The outcomes in all cases of something that isn't known: every value of a parameter, or whether a comparison holds.
 *
 * @param what what isn't known: "parameter `Open`"
 * @param remedy what the user can do about it: "give --parameter Open=…"
 * @param outcomes at least one, by the case in words: "when Open=yes"
 */
record OutcomesByCase(String what, String remedy, Map<String, Outcome> outcomes) {

    /** Their common verdict, or an unknown that names each case. */
    Outcome combined() {
        return agree() ? merged() : disputed();
    }

    private boolean agree() {
        return kinds().size() == 1 || outcomes.values().stream().allMatch(Outcome::connects);
    }

    private Set<Kind> kinds() {
        Set<Kind> kinds = new LinkedHashSet<>();
        outcomes.values().forEach(outcome -> kinds.add(outcome.kind()));
        return kinds;
    }

    private Outcome merged() {
        Set<Finding> findings = new LinkedHashSet<>();
        outcomes.values().forEach(outcome -> findings.addAll(outcome.findings()));
        Kind kind = kinds().contains(Kind.CONNECTS_IF) ? Kind.CONNECTS_IF : kinds().iterator().next();
        return new Outcome(kind, List.copyOf(findings), outcomes.values().iterator().next().paths());
    }

    private Outcome disputed() {
        Set<Finding> findings = new LinkedHashSet<>();
        findings.add(new Finding(Finding.NO_RULE, Level.UNKNOWN,
                "It depends on " + what + ": " + casesBut("") + ". " + sentence(remedy), List.of(),
                List.of(what + " decides; " + remedy)));
        outcomes.values().stream().flatMap(outcome -> outcome.findings().stream())
                .filter(finding -> finding.level() == Level.WARNS).forEach(findings::add);
        return new Outcome(Kind.UNKNOWN, List.copyOf(findings), List.of());
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }

    /**
     * Their common verdict; or that of one case, which is assumed, with the others named.
     *
     * @param assumed the case, one of {@link #outcomes}
     */
    Outcome assuming(String assumed, String assumption) {
        Outcome likely = outcomes.get(assumed);
        return agree() || !likely.connects()
                ? combined()
                : likely.assuming(List.of(assumption + " If it has not: " + casesBut(assumed) + "."));
    }

    /** The cases in words, but for one. */
    private String casesBut(String left) {
        Map<String, Outcome> others = new LinkedHashMap<>(outcomes);
        others.remove(left);
        return FoldedCases.words(others);
    }
}
