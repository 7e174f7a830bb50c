package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.value.Value.Reference;

/**
 * Parameters that are another template's outputs or resources: as the user says, or, where the name and the type agree with
 * exactly one of them, as the check assumes.
 */
final class ParameterLinks {
    private static final List<String> REF_IS_ARN = List.of("AWS::SecretsManager::Secret",
            "AWS::SecretsManager::SecretTargetAttachment", "AWS::IAM::ManagedPolicy");

    private record Candidate(String shown, Template template, Value value) {}

    private final List<Template> templates;
    private final Expressions expressions;
    private final Scenario scenario;
    private final Map<TemplateParameter, Optional<Value>> known = new LinkedHashMap<>();
    private final Set<String> assumptions = new LinkedHashSet<>();

    ParameterLinks(List<Template> templates, Expressions expressions, Scenario scenario) {
        this.templates = templates;
        this.expressions = expressions;
        this.scenario = scenario;
    }

    /** Which parameters were matched with outputs and resources. */
    Set<String> assumptions() {
        return assumptions;
    }

    Optional<Value> value(TemplateParameter parameter, References references) {
        Optional<Value> remembered = known.get(parameter);
        if (remembered == null) {
            known.put(parameter, Optional.empty());
            remembered = bound(parameter, references).or(() -> assumed(parameter));
            known.put(parameter, remembered);
        }
        return remembered;
    }

    private Optional<Value> bound(TemplateParameter parameter, References references) {
        return scenario.bindings().stream().filter(binding -> binding.parameter().equals(parameter.name())
                && binding.template().equals(parameter.template().name())).findFirst()
                .map(binding -> binding.sources().stream().map(source -> value(source, references)).toList())
                .map(values -> parameter.isList() ? new Value.Items(values) : values.getFirst());
    }

    private Value value(Binding.Source source, References references) {
        Template template = templates.stream().filter(found -> found.name().equals(source.template())).findFirst()
                .orElseThrow();
        return references.named(template, source.id());
    }

    private Optional<Value> assumed(TemplateParameter parameter) {
        boolean given = scenario.given().containsKey(parameter.name());
        if (given || parameter.isStored() || parameter.defaultValue().isPresent()
                || ParameterChoices.exist(parameter)) {
            return Optional.empty();
        }
        List<Candidate> candidates = outputs(parameter);
        if (candidates.isEmpty() && !parameter.isList()) {
            candidates = resources(parameter);
        }
        if (candidates.size() != 1) {
            return Optional.empty();
        }
        Candidate only = candidates.getFirst();
        assumptions.add("Parameter `" + parameter.name() + "` of " + parameter.template().name() + " is " + only.shown()
                + " of " + only.template().name() + ": name and type agree.");
        return Optional.of(only.value());
    }

    private List<Candidate> outputs(TemplateParameter parameter) {
        List<Candidate> candidates = new ArrayList<>();
        for (Template template : others(parameter)) {
            template.section("Outputs").entries().forEach((id, output) -> {
                if (id.equalsIgnoreCase(parameter.name())) {
                    output.asMapping().entry("Value").map(tree -> expressions.followed(template, tree))
                            .map(value -> parameter.isList() ? Functions.listFrom(value) : value)
                            .filter(value -> agrees(parameter, value))
                            .ifPresent(value -> candidates.add(new Candidate("output `" + id + "`", template, value)));
                }
            });
        }
        return candidates;
    }

    private List<Candidate> resources(TemplateParameter parameter) {
        List<Candidate> candidates = new ArrayList<>();
        for (Template template : others(parameter)) {
            for (Resource resource : template.resources().values()) {
                attribute(parameter, resource).map(attribute -> new Reference(resource, attribute))
                        .filter(value -> agrees(parameter, value))
                        .ifPresent(value -> candidates.add(new Candidate("`" + value.show() + "`", template, value)));
            }
        }
        return candidates;
    }

    private List<Template> others(TemplateParameter parameter) {
        return templates.stream().filter(template -> template != parameter.template()).toList();
    }

    /** The attribute of a resource that a parameter's name names: {@code Broker}, {@code BrokerId} or {@code BrokerArn}. */
    private static Optional<String> attribute(TemplateParameter parameter, Resource resource) {
        String name = parameter.name().toLowerCase(Locale.ROOT);
        String id = resource.id().toLowerCase(Locale.ROOT);
        if (name.equals(id + "id") || name.equals(id) && parameter.isIdOfType()) {
            return Optional.of("Ref");
        }
        return name.equals(id + "arn")
                ? Optional.of(REF_IS_ARN.contains(resource.type()) ? "Ref" : "Arn")
                : Optional.empty();
    }

    private static boolean agrees(TemplateParameter parameter, Value value) {
        return !value.isMissing() && value.asItems().stream().allMatch(item -> item instanceof Reference reference
                ? !parameter.excludes(reference.resource().type()) || !reference.attribute().equals("Ref")
                : !parameter.isIdOfType());
    }
}
