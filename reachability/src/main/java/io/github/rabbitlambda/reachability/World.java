package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All resources of all templates that are checked together, under one scenario. Not thread-safe. */
final class World {
    private final Scenario scenario;
    private final Resolver resolver;
    private final Map<String, List<Resource>> byType = new LinkedHashMap<>();
    private final Map<Resource, Part> parts = new HashMap<>();
    private final List<Template> templates;
    private final Nesting nesting;

    World(List<Template> templates, Scenario scenario) {
        this.templates = templates;
        this.scenario = scenario;
        this.nesting = new Nesting(templates);
        this.resolver = new Resolver(templates, scenario, nesting);
        for (Template template : templates) {
            for (Resource resource : template.resources().values()) {
                byType.computeIfAbsent(resource.type(), type -> new ArrayList<>()).add(resource);
            }
        }
    }

    /** What was taken for granted to read the templates together. */
    java.util.Set<String> assumptions() {
        return resolver.assumptions();
    }

    Nesting nesting() {
        return nesting;
    }

    Scenario scenario() {
        return scenario;
    }

    List<Template> templates() {
        return templates;
    }

    /** The resources of a type that are, or may be, made. */
    List<Part> of(String type) {
        return byType.getOrDefault(type, List.of()).stream().map(this::part).filter(part -> !part.present().isNo())
                .toList();
    }

    List<Part> all() {
        return byType.keySet().stream().flatMap(type -> of(type).stream()).toList();
    }

    List<Part> custom() {
        return byType.values().stream().flatMap(List::stream).filter(Resource::isCustom).map(this::part)
                .filter(part -> !part.present().isNo()).toList();
    }

    Part part(Resource resource) {
        Part known = parts.get(resource);
        if (known == null) {
            Answer present = resource.condition().map(name -> resolver.conditions().holds(resource.template(), name))
                    .orElse(Answer.YES);
            Value properties = resolver.value(resource.template(), resource.properties());
            known = new Part(resource, Part.fields(properties), present);
            parts.put(resource, known);
        }
        return known;
    }

    /** The resource of that type that a value names by its id, if it is in these templates and may be made. */
    Optional<Part> named(Value value, String type) {
        return value instanceof Value.Reference(Resource resource, String attribute) && attribute.equals("Ref")
                && resource.type().equals(type)
                        ? Optional.of(part(resource)).filter(part -> !part.present().isNo())
                        : Optional.empty();
    }

    /** Whether two values name the same thing. */
    static Answer same(Value left, Value right) {
        if (left.key().equals(right.key())) {
            return Answer.YES;
        }
        if (isKnown(left) && isKnown(right)) {
            return Answer
                    .of(left instanceof Value.Text a && right instanceof Value.Text b && a.text().equals(b.text()));
        }
        return Answer.maybe(Part.doubt(isKnown(left) ? right : left));
    }

    // A literal id may name a resource that the template also declares only if that is already deployed.
    private static boolean isKnown(Value value) {
        return value instanceof Value.Text || value instanceof Value.Missing
                || value instanceof Value.Reference reference && reference.isIdentity();
    }
}
