package io.github.rabbitlambda.reachability.rule;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.rabbitlambda.reachability.value.Scenario.Choice;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/**
 * The outcomes under every value of one parameter.
 *
 * @param outcomes at least one, by the parameter's value
 */
record OutcomesByChoice(String parameter, Map<Choice, Outcome> outcomes) {

    /** Their common verdict, or an unknown that names each case. */
    Outcome combined() {
        Set<Kind> kinds = new LinkedHashSet<>();
        outcomes.values().forEach(outcome -> kinds.add(outcome.kind()));
        if (kinds.size() > 1 && !outcomes.values().stream().allMatch(Outcome::connects)) {
            return disputed();
        }
        Set<Finding> findings = new LinkedHashSet<>();
        outcomes.values().forEach(outcome -> findings.addAll(outcome.findings()));
        Kind kind = kinds.contains(Kind.CONNECTS_IF) ? Kind.CONNECTS_IF : kinds.iterator().next();
        return new Outcome(kind, List.copyOf(findings), outcomes.values().iterator().next().paths());
    }

    private Outcome disputed() {
        Map<String, Outcome> cases = new LinkedHashMap<>();
        outcomes.forEach((choice, outcome) -> cases.put("when " + parameter + "=" + choice.show(), outcome));
        Set<Finding> findings = new LinkedHashSet<>();
        findings.add(new Finding(Finding.NO_RULE, Level.UNKNOWN,
                "It depends on parameter `" + parameter + "`: " + FoldedCases.words(cases) + ". Give --parameter "
                        + parameter + "=….",
                List.of(),
                List.of("parameter `" + parameter + "` decides; give --parameter " + parameter + "=…")));
        outcomes.values().stream().flatMap(outcome -> outcome.findings().stream())
                .filter(finding -> finding.level() == Level.WARNS).forEach(findings::add);
        return new Outcome(Kind.UNKNOWN, List.copyOf(findings), List.of());
    }
}
