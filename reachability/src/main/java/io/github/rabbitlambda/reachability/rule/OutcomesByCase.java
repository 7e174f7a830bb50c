package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.rabbitlambda.reachability.network.TextList;
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

    /**
     * The cases in words, but for one; equal outcomes once with all their cases: "FAILS when Open=no or when Open=maybe (…);
     * CONNECTS when Open=yes".
     */
    private String casesBut(String left) {
        Map<String, Outcome> others = new LinkedHashMap<>(outcomes);
        others.remove(left);
        return folded(others);
    }

    private static String folded(Map<String, Outcome> outcomes) {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        Map<String, Kind> kinds = new LinkedHashMap<>();
        outcomes.forEach((when, outcome) -> {
            String key = outcome.kind() + reasons(outcome);
            cases.computeIfAbsent(key, first -> new ArrayList<>()).add(when);
            kinds.put(key, outcome.kind());
        });
        return cases.entrySet().stream()
                .map(folded -> kinds.get(folded.getKey()) + " " + TextList.or(folded.getValue())
                        + folded.getKey().substring(kinds.get(folded.getKey()).name().length()))
                .collect(Collectors.joining("; "));
    }

    private static String reasons(Outcome outcome) {
        Level level = outcome.kind() == Kind.FAILS ? Level.FAILS : Level.UNKNOWN;
        List<String> reasons = outcome.findings().stream().filter(finding -> finding.level() == level)
                .map(Finding::sentence).toList();
        return reasons.isEmpty() ? "" : " (" + String.join(" ", reasons) + ")";
    }
}
