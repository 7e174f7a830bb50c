package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Scenario.Choice;

/** The values of a parameter that make a difference to the conditions and mappings of its template. */
public final class ParameterChoices {
    private final Template template;
    private final String parameter;
    private final Set<String> literals = new LinkedHashSet<>();

    private ParameterChoices(TemplateParameter parameter) {
        this.template = parameter.template();
        this.parameter = parameter.name();
    }

    /**
     * Every value to try for a parameter: those that are allowed; otherwise its default, those that conditions compare it
     * with, and one that stands for any other.
     */
    public static List<Choice> of(TemplateParameter parameter) {
        List<Choice> choices = new ArrayList<>();
        List<String> allowed = allowed(parameter);
        Set<String> literals = new LinkedHashSet<>(allowed.isEmpty() ? compared(parameter) : allowed);
        if (allowed.isEmpty()) {
            parameter.defaultValue().ifPresent(literals::add);
        }
        literals.forEach(literal -> choices.add(new Choice(Optional.of(literal))));
        if (allowed.isEmpty()) {
            choices.add(new Choice(Optional.empty()));
        }
        return choices;
    }

    /** Whether the template names any value of the parameter. */
    static boolean exist(TemplateParameter parameter) {
        return parameter.defaultValue().isPresent() || !allowed(parameter).isEmpty() || !compared(parameter).isEmpty();
    }

    static List<String> allowed(TemplateParameter parameter) {
        return parameter.declaration().entry("AllowedValues").map(Tree::asItems).orElse(List.of()).stream()
                .flatMap(item -> item.asText().stream()).toList();
    }

    private static Set<String> compared(TemplateParameter parameter) {
        ParameterChoices choices = new ParameterChoices(parameter);
        Template template = parameter.template();
        template.section("Conditions").entries().values().forEach(choices::addCompared);
        template.section("Resources").entries().values().forEach(choices::addKeysOfMappings);
        return choices.literals;
    }

    private void addCompared(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            mapping.entry("Fn::Equals").map(Tree::asItems)
                    .filter(sides -> sides.stream().anyMatch(this::isParameter))
                    .ifPresent(sides -> sides.forEach(side -> side.asText().ifPresent(literals::add)));
            mapping.entries().values().forEach(this::addCompared);
        } else if (tree instanceof Tree.Sequence(List<Tree> items)) {
            items.forEach(this::addCompared);
        }
    }

    private void addKeysOfMappings(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            mapping.entry("Fn::FindInMap").map(Tree::asItems)
                    .filter(found -> found.size() >= 3 && isParameter(found.get(1)))
                    .flatMap(found -> found.getFirst().asText())
                    .flatMap(name -> template.section("Mappings").entry(name))
                    .ifPresent(map -> literals.addAll(map.asMapping().entries().keySet()));
            mapping.entries().values().forEach(this::addKeysOfMappings);
        } else if (tree instanceof Tree.Sequence(List<Tree> items)) {
            items.forEach(this::addKeysOfMappings);
        }
    }

    private boolean isParameter(Tree tree) {
        return tree.asMapping().entry("Ref").flatMap(Tree::asText).filter(parameter::equals).isPresent();
    }
}
