package io.github.rabbitlambda.reachability.rule;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.OpenChoice;
import io.github.rabbitlambda.reachability.value.ParameterChoices;
import io.github.rabbitlambda.reachability.value.Scenario;
import io.github.rabbitlambda.reachability.value.Scenario.Choice;
import io.github.rabbitlambda.reachability.value.TemplateParameter;
import io.github.rabbitlambda.reachability.value.UnknownReason.OpenParameter;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/**
 * Finds the outcome over all cases that matter. Conditions that a judgement reads must be known: every value of a parameter
 * that decides one is tried, and so is either result of a comparison of which no parameter is known. Values that a judgement
 * reads may stay unknown; if they matter, their defaults are assumed, or all their values tried.
 */
public final class Solver {
    private static final int MAX_CASES = 256;

    private final List<Template> templates;
    private final Map<Scenario, Deployment> deployments = new HashMap<>();
    private int judged;

    public Solver(List<Template> templates) {
        this.templates = templates;
    }

    public Deployment deployment(Scenario scenario) {
        return deployments.computeIfAbsent(scenario, key -> new Deployment(templates, key));
    }

    /** The outcome for a mapping, or for a broker without one; empty where the subject isn't made at all. */
    public Optional<Outcome> solve(Resource subject, Scenario scenario) {
        judged = 0;
        Optional<Outcome> outcome = cases(subject, scenario);
        return judged > MAX_CASES ? Optional.of(Judgement.undecided(choices(subject, scenario))) : outcome;
    }

    private Set<OpenChoice> choices(Resource subject, Scenario scenario) {
        Deployment deployment = deployment(scenario);
        deployment.forgetChoicesRead();
        new Judgement(deployment).judge(deployment.resolved(subject));
        return deployment.choicesRead();
    }

    private Optional<Outcome> cases(Resource subject, Scenario scenario) {
        if (++judged > MAX_CASES) {
            return Optional.empty();
        }
        Deployment deployment = deployment(scenario);
        deployment.forgetChoicesRead();
        Judgement judgement = new Judgement(deployment);
        boolean made = judgement.judge(deployment.resolved(subject));
        judgement.assume(deployment.assumptions());
        Set<OpenChoice> open = deployment.choicesRead();
        if (!open.isEmpty()) {
            return each(subject, scenario, open.iterator().next());
        }
        return made ? Optional.of(withValues(subject, scenario, judgement)) : Optional.empty();
    }

    private Optional<Outcome> each(Resource subject, Scenario scenario, OpenChoice open) {
        return switch (open) {
            case OpenChoice.OfParameter(TemplateParameter parameter) -> eachValue(subject, scenario, parameter);
            case OpenChoice.OfComparison(OpenChoice.Comparison comparison) ->
                bothWays(subject, scenario, comparison);
        };
    }

    private Optional<Outcome> eachValue(Resource subject, Scenario scenario, TemplateParameter parameter) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Choice choice : ParameterChoices.of(parameter)) {
            cases(subject, scenario.trying(parameter, choice))
                    .ifPresent(outcome -> outcomes.put(when(parameter, choice.show()), outcome));
        }
        OutcomesByCase cases = new OutcomesByCase("parameter `" + parameter.name() + "`",
                "give --parameter " + parameter.name() + "=…", outcomes);
        Optional<String> preset = parameter.defaultValue()
                .filter(value -> outcomes.containsKey(when(parameter, value)));
        return outcomes.isEmpty()
                ? Optional.empty()
                : Optional.of(preset.map(value -> cases.assuming(when(parameter, value), isDefault(parameter)))
                        .orElseGet(cases::combined));
    }

    private static String when(TemplateParameter parameter, String value) {
        return "when " + parameter.name() + "=" + value;
    }

    private static String isDefault(TemplateParameter parameter) {
        return "Parameter `" + parameter.name() + "` has its default `" + parameter.defaultValue().orElse("") + "`.";
    }

    private Optional<Outcome> bothWays(Resource subject, Scenario scenario, OpenChoice.Comparison comparison) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        cases(subject, scenario.deciding(comparison, true))
                .ifPresent(outcome -> outcomes.put("when " + comparison.words(), outcome));
        cases(subject, scenario.deciding(comparison, false))
                .ifPresent(outcome -> outcomes.put("otherwise", outcome));
        return outcomes.isEmpty()
                ? Optional.empty()
                : Optional.of(new OutcomesByCase("whether " + comparison.words(),
                        "write the condition with a parameter, and give its value", outcomes).combined());
    }

    private Outcome withValues(Resource subject, Scenario scenario, Judgement judgement) {
        Outcome outcome = judgement.outcome();
        Set<TemplateParameter> defaulted = new LinkedHashSet<>();
        Set<TemplateParameter> tried = new LinkedHashSet<>();
        judgement.report().openParameters().stream().map(OpenParameter::parameter)
                .forEach(open -> (open.defaultValue().isPresent() ? defaulted : tried).add(open));
        if (!tried.isEmpty() && outcome.kind() == Kind.UNKNOWN) {
            return eachValue(subject, scenario, tried.iterator().next()).orElse(outcome);
        }
        return defaulted.isEmpty() ? outcome : assumeDefaults(subject, scenario, defaulted, outcome);
    }

    private Outcome assumeDefaults(Resource subject, Scenario scenario, Set<TemplateParameter> parameters,
            Outcome withoutDefaults) {
        Outcome solved = cases(subject, scenario.assuming(parameters)).orElse(withoutDefaults);
        if (withoutDefaults.kind() == Kind.FAILS && solved.kind() != Kind.FAILS) {
            return withoutDefaults;
        }
        if (withoutDefaults.kind() != Kind.FAILS && solved.kind() == Kind.FAILS) {
            return eachValue(subject, scenario, parameters.iterator().next()).orElse(solved);
        }
        return solved.assuming(parameters.stream().map(Solver::isDefault).toList());
    }
}
