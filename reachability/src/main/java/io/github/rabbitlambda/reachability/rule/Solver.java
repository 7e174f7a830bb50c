package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.Parameters;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Scenario;
import io.github.rabbitlambda.reachability.value.Scenario.Choice;
import io.github.rabbitlambda.reachability.value.Scenario.Key;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/**
 * Finds the verdict over all parameter values that matter: first without knowing any, then with the defaults that turn
 * out to matter, and over every value that conditions tell apart.
 */
public final class Solver {
    private static final int MAX_WORLDS = 256;

    private final List<Template> templates;
    private final Map<Scenario, Deployment> deployments = new HashMap<>();

    public Solver(List<Template> templates) {
        this.templates = templates;
    }

    /** A verdict's kind, findings and paths; empty where the subject isn't made at all. */
    public record Outcome(Kind kind, List<Finding> findings, List<Path> paths) {}

    public Deployment deployment(Scenario scenario) {
        return deployments.computeIfAbsent(scenario, key -> new Deployment(templates, key));
    }

    public Optional<Outcome> solve(Resource subject, Scenario scenario) {
        Deployment deployment = deployment(scenario);
        ResolvedResource resource = deployment.resolved(subject);
        if (resource.present().isNo()) {
            return Optional.empty();
        }
        Judgement judgement = new Judgement(deployment);
        if (resource.present().isMaybe()) {
            judgement.report().unknown("R1", "whether `" + subject.id() + "` is made", resource.present().reasons());
        } else if (subject.type().equals(Resource.EVENT_SOURCE_MAPPING)) {
            judgement.ofMapping(new EventSourceMapping(resource, deployment));
        } else {
            judgement.ofBroker(resource);
        }
        deployment.assumptions().forEach(assumption -> judgement.report().add("R1", Level.ASSUMES, assumption));
        return further(subject, scenario, judgement);
    }

    private Optional<Outcome> further(Resource subject, Scenario scenario, Judgement judgement) {
        Outcome plain = new Outcome(judgement.kind(), judgement.report().findings(), judgement.paths());
        Set<UnknownReason.OpenParameter> openParameters = judgement.report().openParameters();
        Set<Key> defaults = new LinkedHashSet<>();
        Set<Key> branches = new LinkedHashSet<>();
        for (UnknownReason.OpenParameter need : openParameters) {
            Key key = new Key(need.template(), need.parameter());
            boolean preset = Parameters.preset(key).isPresent() && !need.branch();
            (preset ? defaults : branches).add(key);
        }
        if (deployments.size() > MAX_WORLDS) {
            return Optional.of(plain);
        }
        if (!branches.isEmpty() && plain.kind() == Kind.UNKNOWN) {
            return branched(subject, scenario, branches.iterator().next());
        }
        return defaults.isEmpty() ? Optional.of(plain) : assumed(subject, scenario.assuming(defaults), defaults, plain);
    }

    private Optional<Outcome> assumed(Resource subject, Scenario scenario, Set<Key> defaults, Outcome plain) {
        Optional<Outcome> solved = solve(subject, scenario);
        if (solved.isEmpty() || plain.kind() == Kind.FAILS && solved.get().kind() != Kind.FAILS) {
            return Optional.of(plain);
        }
        List<Finding> findings = new ArrayList<>(solved.get().findings());
        defaults.forEach(key -> findings
                .add(new Finding("-", Level.ASSUMES, "Parameter `" + key.parameter() + "` has its default `"
                        + Parameters.preset(key).orElse("") + "`.", List.of(), List.of())));
        Kind kind = solved.get().kind() == Kind.CONNECTS ? Kind.CONNECTS_IF : solved.get().kind();
        return Optional.of(new Outcome(kind, findings, solved.get().paths()));
    }

    private Optional<Outcome> branched(Resource subject, Scenario scenario, Key key) {
        Map<Choice, Outcome> outcomes = new LinkedHashMap<>();
        for (Choice choice : Parameters.choices(key)) {
            solve(subject, scenario.trying(key, choice)).ifPresent(outcome -> outcomes.put(choice, outcome));
        }
        return outcomes.isEmpty() ? Optional.empty() : Optional.of(agreed(key, outcomes));
    }

    private static Outcome agreed(Key key, Map<Choice, Outcome> outcomes) {
        Set<Kind> kinds = new LinkedHashSet<>();
        outcomes.values().forEach(outcome -> kinds.add(outcome.kind()));
        boolean connects = kinds.stream().allMatch(kind -> kind == Kind.CONNECTS || kind == Kind.CONNECTS_IF);
        if (kinds.size() > 1 && !connects) {
            return disputed(key, outcomes);
        }
        Set<Finding> findings = new LinkedHashSet<>();
        outcomes.values().forEach(outcome -> findings.addAll(outcome.findings()));
        Kind kind = kinds.contains(Kind.CONNECTS_IF) ? Kind.CONNECTS_IF : kinds.iterator().next();
        return new Outcome(kind, List.copyOf(findings), outcomes.values().iterator().next().paths());
    }

    private static Outcome disputed(Key key, Map<Choice, Outcome> outcomes) {
        List<String> cases = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        outcomes.forEach((choice, outcome) -> {
            String when = key.parameter() + "=" + choice.show();
            List<String> reasons = outcome.findings().stream()
                    .filter(finding -> finding.level() == (outcome.kind() == Kind.FAILS ? Level.FAILS : Level.UNKNOWN))
                    .map(Finding::sentence).toList();
            cases.add(outcome.kind() + " when " + when
                    + (reasons.isEmpty() ? "" : " (" + String.join(" ", reasons) + ")"));
            outcome.findings().stream().filter(finding -> finding.level() == Level.WARNS)
                    .filter(finding -> !findings.contains(finding)).forEach(findings::add);
        });
        String remedy = "parameter `" + key.parameter() + "` decides; give --parameter " + key.parameter() + "=…";
        findings.addFirst(new Finding("-", Level.UNKNOWN,
                "It depends on parameter `" + key.parameter() + "`: " + String.join("; ", cases)
                        + ". Give --parameter " + key.parameter() + "=….",
                List.of(), List.of(remedy)));
        return new Outcome(Kind.UNKNOWN, findings, List.of());
    }
}
