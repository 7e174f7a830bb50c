package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Nesting;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.value.OpenChoices.Met;

/**
 * What would be deployed under one scenario: all resources of all templates that are checked together. A resource is
 * evaluated when it is first asked for, so instances are not thread-safe.
 */
public final class Deployment {
    private final Scenario scenario;
    private final Resolver resolver;
    private final Map<String, List<Resource>> byType = new LinkedHashMap<>();
    private final Map<Resource, ResolvedResource> resolved = new HashMap<>();
    private final Nesting nesting;
    private Set<OpenChoice> choicesRead = new LinkedHashSet<>();
    private final List<Template> templates;

    public Deployment(List<Template> templates, Scenario scenario) {
        this.scenario = scenario;
        this.templates = List.copyOf(templates);
        this.nesting = new Nesting(templates);
        this.resolver = new Resolver(templates, scenario, nesting);
        for (Template template : templates) {
            for (Resource resource : template.resources().values()) {
                byType.computeIfAbsent(resource.type(), type -> new ArrayList<>()).add(resource);
            }
        }
    }

    /** What was assumed to read the templates together. */
    public Set<String> assumptions() {
        Set<String> all = new LinkedHashSet<>(resolver.assumptions());
        templates.forEach(template -> all.addAll(template.assumptions()));
        return all;
    }

    public Nesting nesting() {
        return nesting;
    }

    public Scenario scenario() {
        return scenario;
    }

    /** The resources of a type, but for those that their condition excludes. */
    public List<ResolvedResource> ofType(String type) {
        return byType.getOrDefault(type, List.of()).stream().map(this::resolved)
                .filter(ResolvedResource::mayBePresent)
                .toList();
    }

    public List<ResolvedResource> all() {
        return byType.keySet().stream().flatMap(type -> ofType(type).stream()).toList();
    }

    public List<ResolvedResource> customResources() {
        return byType.values().stream().flatMap(List::stream).filter(Resource::isCustom).map(this::resolved)
                .filter(ResolvedResource::mayBePresent).toList();
    }

    public ResolvedResource resolved(Resource resource) {
        ResolvedResource known = resolved.get(resource);
        if (known == null) {
            known = resolve(resource);
            resolved.put(resource, known);
        }
        return known;
    }

    private ResolvedResource resolve(Resource resource) {
        Map<String, Value> values = new LinkedHashMap<>();
        Map<String, Set<OpenChoice>> choices = new HashMap<>();
        resolver.properties(resource).forEach((name, met) -> {
            choices.put(name, met.choices());
            if (!(met.result() instanceof Value.Missing)) {
                values.put(name, met.result());
            }
        });
        Met<Answer> present = resolver.present(resource);
        return new ResolvedResource(resource, new Value.Fields(values), present.result(),
                new ResourceChoices(present.choices(), choices, read -> choicesRead.addAll(read)));
    }

    /** The choices on which depends what was read since {@link #forgetChoicesRead()}. */
    public Set<OpenChoice> choicesRead() {
        return choicesRead;
    }

    public void forgetChoicesRead() {
        choicesRead = new LinkedHashSet<>();
    }

    /** Reads something on which no verdict depends, so that its choices don't count as read. */
    public void readForWarning(Runnable reading) {
        Set<OpenChoice> before = choicesRead;
        choicesRead = new LinkedHashSet<>();
        reading.run();
        choicesRead = before;
    }

    /** The resource of a type that a value names by its id; empty if no template declares it or its condition excludes it. */
    public Optional<ResolvedResource> find(Value value, String type) {
        return value instanceof Value.Reference(Resource resource, String attribute) && attribute.equals("Ref")
                && resource.type().equals(type)
                        ? Optional.of(resolved(resource)).filter(found -> !found.present().isNo())
                        : Optional.empty();
    }
}
