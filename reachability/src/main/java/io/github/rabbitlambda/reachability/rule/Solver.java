package io.github.rabbitlambda.reachability.rule;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ParameterChoices;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Scenario;
import io.github.rabbitlambda.reachability.value.Scenario.Choice;
import io.github.rabbitlambda.reachability.value.TemplateParameter;
import io.github.rabbitlambda.reachability.value.UnknownReason.OpenParameter;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/**
 * Finds the outcome over all parameter values that matter: first without knowing any, then with the defaults that turn
 * out to matter, and over every value that conditions tell apart.
 */
public final class Solver {
    private static final int MAX_DEPLOYMENTS = 256;

    private final List<Template> templates;
    private final Map<Scenario, Deployment> deployments = new HashMap<>();

    public Solver(List<Template> templates) {
        this.templates = templates;
    }

    public Deployment deployment(Scenario scenario) {
        return deployments.computeIfAbsent(scenario, key -> new Deployment(templates, key));
    }

    /** The outcome for a mapping, or for a broker without one; empty where the subject isn't made at all. */
    public Optional<Outcome> solve(Resource subject, Scenario scenario) {
        Deployment deployment = deployment(scenario);
        ResolvedResource resource = deployment.resolved(subject);
        if (resource.present().isNo()) {
            return Optional.empty();
        }
        Judgement judgement = new Judgement(deployment);
        if (resource.present().isMaybe()) {
            judgement.mayNotBeMade(resource);
        } else if (subject.type().equals(Resource.EVENT_SOURCE_MAPPING)) {
            judgement.judgeMapping(new EventSourceMapping(resource, deployment));
        } else {
            judgement.judgeBroker(resource);
        }
        judgement.assume(deployment.assumptions());
        return withParameters(subject, scenario, judgement);
    }

    private Optional<Outcome> withParameters(Resource subject, Scenario scenario, Judgement judgement) {
        Outcome outcome = judgement.outcome();
        Set<TemplateParameter> defaulted = new LinkedHashSet<>();
        Set<TemplateParameter> tried = new LinkedHashSet<>();
        for (OpenParameter open : judgement.report().openParameters()) {
            boolean byDefault = open.parameter().defaultValue().isPresent() && !open.tryAll();
            (byDefault ? defaulted : tried).add(open.parameter());
        }
        if (deployments.size() > MAX_DEPLOYMENTS) {
            return Optional.of(outcome);
        }
        if (!tried.isEmpty() && outcome.kind() == Kind.UNKNOWN) {
            return tryAll(subject, scenario, tried.iterator().next());
        }
        return defaulted.isEmpty()
                ? Optional.of(outcome)
                : Optional.of(assumeDefaults(subject, scenario, defaulted, outcome));
    }

    private Outcome assumeDefaults(Resource subject, Scenario scenario, Set<TemplateParameter> parameters,
            Outcome withoutDefaults) {
        Optional<Outcome> solved = solve(subject, scenario.assuming(parameters));
        if (solved.isEmpty() || withoutDefaults.kind() == Kind.FAILS && solved.get().kind() != Kind.FAILS) {
            return withoutDefaults;
        }
        return solved.get().assuming(parameters.stream().map(parameter -> "Parameter `" + parameter.name()
                + "` has its default `" + parameter.defaultValue().orElse("") + "`.").toList());
    }

    private Optional<Outcome> tryAll(Resource subject, Scenario scenario, TemplateParameter parameter) {
        Map<Choice, Outcome> outcomes = new LinkedHashMap<>();
        for (Choice choice : ParameterChoices.of(parameter)) {
            solve(subject, scenario.trying(parameter, choice)).ifPresent(outcome -> outcomes.put(choice, outcome));
        }
        return outcomes.isEmpty()
                ? Optional.empty()
                : Optional.of(new OutcomesByChoice(parameter.name(), outcomes).combined());
    }
}
