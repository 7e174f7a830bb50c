package io.github.rabbitlambda.reachability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.network.AvailabilityZones;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.rule.Outcome;
import io.github.rabbitlambda.reachability.rule.Solver;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.template.UnreadableTemplate;
import io.github.rabbitlambda.reachability.value.Binding;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.GivenValues;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Scenario;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/**
 * Checks the templates of one assembly: see {@link #verdicts()}. Instances are immutable and thread-safe.
 */
public final class Reachability {
    /** What no template tells; a report says it once. */
    public static final String UNKNOWABLE = Verdict.UNKNOWABLE;

    private final List<Template> templates;
    private final Map<String, String> parameters;
    private final List<Binding> bindings;
    private final Optional<String> region;

    private Reachability(List<Template> templates, Map<String, String> parameters, List<Binding> bindings,
            Optional<String> region) {
        this.templates = List.copyOf(templates);
        this.parameters = parameters;
        this.bindings = List.copyOf(bindings);
        this.region = region;
    }

    /**
     * The check of templates in files, JSON or YAML, and of Terraform's plans and states as terraform show -json prints them.
     *
     * @throws UnreadableTemplate if one of them is no template
     */
    public static Reachability of(Path... files) {
        return new Reachability(List.of(files).stream().map(Input::read).toList(), Map.of(), List.of(),
                Optional.empty());
    }

    /**
     * The check of templates given as text.
     *
     * @param texts JSON or YAML by the name that verdicts and fixes call the template
     * @throws UnreadableTemplate if one of them is no template
     */
    public static Reachability ofTexts(Map<String, String> texts) {
        List<Template> templates = new ArrayList<>();
        texts.forEach((name, text) -> templates.add(Input.parse(name, text)));
        return new Reachability(templates, Map.of(), List.of(), Optional.empty());
    }

    /**
     * The check of what is deployed already, in the form of a template whose section {@link Template#TRANSLATED} has the
     * account, the Region and the ARNs. The verdicts' sentences are those about templates.
     *
     * @param name what verdicts and fixes call the template
     */
    public static Reachability ofDeployed(String name, Tree.Mapping template) {
        return new Reachability(List.of(Template.of(name, template)), Map.of(), List.of(), Optional.empty());
    }

    /** The same check with a parameter's value known, for every template that has a parameter of this name. */
    public Reachability withParameter(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(parameters);
        copy.put(name, value);
        return new Reachability(templates, Collections.unmodifiableMap(copy), bindings, region);
    }

    /**
     * The same check with a parameter known to be another template's resource: {@code
     * network.yaml:BrokerArn=broker.yaml:Broker.Arn}.
     *
     * @throws IllegalArgumentException if it has another form, or names what the templates don't have
     */
    public Reachability withBinding(String binding) {
        List<Binding> copy = new ArrayList<>(bindings);
        copy.add(Binding.parse(binding, templates));
        return new Reachability(templates, parameters, copy, region);
    }

    /** The same check with the Region known that the templates are deployed to, such as eu-central-1. */
    public Reachability inRegion(String name) {
        return new Reachability(templates, parameters, bindings, Optional.of(name));
    }

    /**
     * One verdict for each mapping on an Amazon MQ broker, and one for each broker that nothing reads yet. The fixes of all
     * of them fit together: they can be applied in their order.
     */
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = judged();
        long names = templates.stream().map(Template::name).distinct().count();
        return Input.inWordsOf(templates, names == templates.size() ? FixPlan.of(this, verdicts) : verdicts);
    }

    /** The same check of templates to which fixes were applied. */
    Reachability patched(List<Fix> fixes) {
        Map<String, Template> patched = new LinkedHashMap<>();
        templates.forEach(template -> patched.put(template.name(), template));
        fixes.forEach(fix -> fix.changes().forEach(change -> patched.computeIfPresent(fix.template(),
                (name, template) -> template.patched(change.patch()))));
        return new Reachability(List.copyOf(patched.values()), parameters, bindings, region);
    }

    /** The verdicts with fixes of which each is for itself. */
    List<Verdict> judged() {
        Solver solver = new Solver(templates);
        Scenario scenario = Scenario.of(parameters,
                region.or(() -> Input.region(templates)).or(() -> AvailabilityZones.region(templates)))
                .inAccount(Input.account(templates)).binding(bindings);
        Deployment deployment = solver.deployment(scenario);
        List<Verdict> verdicts = new ArrayList<>();
        List<EventSourceMapping> mappings = deployment.ofType(Resource.EVENT_SOURCE_MAPPING).stream()
                .map(resource -> new EventSourceMapping(resource, deployment))
                .filter(mapping -> mayReadBroker(mapping, deployment)).toList();
        List<EventSourceMapping> made = mappings.stream()
                .filter(mapping -> add(verdicts, solver, mapping.resource().declared(), scenario)).toList();
        deployment.ofType(Broker.TYPE).stream().filter(broker -> isUnread(broker, made, deployment))
                .forEach(broker -> add(verdicts, solver, broker.declared(), scenario));
        return List.copyOf(verdicts);
    }

    // What a condition decides about the mapping is known only when it is judged.
    private static boolean mayReadBroker(EventSourceMapping mapping, Deployment deployment) {
        deployment.forgetChoicesRead();
        return mapping.mayReadBroker() || !deployment.choicesRead().isEmpty();
    }

    private static boolean add(List<Verdict> verdicts, Solver solver, Resource subject, Scenario scenario) {
        Optional<Outcome> solved = solver.solve(subject, scenario);
        solved.ifPresent(outcome -> verdicts.add(new Verdict(outcome.kind(), subject.template().name(), subject.id(),
                subject.type().equals(Broker.TYPE), outcome.findings(), outcome.paths())));
        return solved.isPresent();
    }

    // A mapping whose broker is unknown may read this one. An EventBridge pipe reads a broker, too, but is not judged.
    private static boolean isUnread(ResolvedResource broker, List<EventSourceMapping> mappings, Deployment deployment) {
        boolean mapped = mappings.stream().anyMatch(
                mapping -> mapping.broker().map(found -> found.declared().equals(broker.declared())).orElse(true));
        return !mapped
                && deployment.ofType("AWS::Pipes::Pipe").stream()
                        .noneMatch(pipe -> pipe.get("Source").references().stream()
                                .anyMatch(reference -> reference.resource().equals(broker.declared())));
    }

    /** Why a parameter's value that is given here has no effect or would be refused at deployment. */
    Optional<String> refusal() {
        return new GivenValues(templates, parameters, bindings).refusal();
    }
}
