package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Scenario.Choice;
import io.github.rabbitlambda.reachability.value.Scenario.Key;

/** The parameters of a template under a scenario. */
public final class Parameters {
    private final Scenario scenario;

    Parameters(Scenario scenario) {
        this.scenario = scenario;
    }

    Value value(Template template, String id) {
        Tree.Mapping declaration = template.parameter(id).orElseThrow().asMapping();
        Key key = new Key(template, id);
        String type = declaration.entry("Type").flatMap(Tree::asText).orElse("String");
        boolean stored = type.startsWith("AWS::SSM::Parameter");
        if (scenario.given().containsKey(id) && !stored) {
            return typed(type, scenario.given().get(id));
        }
        Choice choice = scenario.tried().get(key);
        if (choice != null) {
            return choice.literal().map(text -> typed(type, text)).orElseGet(() -> other(id));
        }
        Optional<String> preset = preset(declaration);
        if (preset.isPresent() && !stored && scenario.defaulted().contains(key)) {
            return typed(type, preset.get());
        }
        return new Value.Opaque("${" + id + "}", reason(template, id, declaration, stored));
    }

    private static Value other(String id) {
        return new Value.Opaque(otherName(id),
                UnknownReason.of("parameter `" + id + "`", "give --parameter " + id + "=…"));
    }

    /** The name of a parameter's value when it is none of those that conditions compare with. */
    static String otherName(String id) {
        return "${" + id + "≠}";
    }

    /** Whether a value of that name is that of a parameter for which this literal is tried by itself. */
    boolean isOtherThan(String name, String literal) {
        List<Key> others = scenario.tried().entrySet().stream().filter(tried -> tried.getValue().literal().isEmpty())
                .map(Map.Entry::getKey).filter(key -> otherName(key.parameter()).equals(name)).toList();
        return !others.isEmpty()
                && others.stream().allMatch(key -> choices(key).contains(new Choice(Optional.of(literal))));
    }

    private static UnknownReason reason(Template template, String id, Tree.Mapping declaration, boolean stored) {
        boolean tryable = !stored && (preset(declaration).isPresent() || !allowed(declaration).isEmpty()
                || !compared(template, id).isEmpty());
        return new UnknownReason("parameter `" + id + "`", stored
                ? "replace the Systems Manager parameter by its value"
                : "give --parameter " + id + "=…",
                tryable ? List.of(new UnknownReason.OpenParameter(template, id, false)) : List.of());
    }

    private static Value typed(String type, String text) {
        boolean list = type.equals("CommaDelimitedList") || type.startsWith("List<");
        return list
                ? new Value.Items(Arrays.stream(text.split(",")).map(String::strip).map(Value::literal).toList())
                : Value.literal(text);
    }

    static Optional<String> preset(Tree.Mapping declaration) {
        return declaration.entry("Default").flatMap(Tree::asText);
    }

    public static Optional<String> preset(Key key) {
        return key.template().parameter(key.parameter()).map(Tree::asMapping).flatMap(Parameters::preset);
    }

    private static List<String> allowed(Tree.Mapping declaration) {
        return declaration.entry("AllowedValues").map(Tree::asItems).orElse(List.of()).stream()
                .flatMap(item -> item.asText().stream()).toList();
    }

    /** Every value to try for a parameter: all that are allowed, or all that conditions tell apart. */
    public static List<Choice> choices(Key key) {
        Tree.Mapping declaration = key.template().parameter(key.parameter()).map(Tree::asMapping)
                .orElseGet(Tree::empty);
        List<Choice> choices = new ArrayList<>();
        List<String> allowed = allowed(declaration);
        Set<String> literals = new LinkedHashSet<>(
                allowed.isEmpty() ? compared(key.template(), key.parameter()) : allowed);
        if (allowed.isEmpty()) {
            preset(declaration).ifPresent(literals::add);
        }
        literals.forEach(literal -> choices.add(new Choice(Optional.of(literal))));
        if (allowed.isEmpty()) {
            choices.add(new Choice(Optional.empty()));
        }
        return choices;
    }

    static Set<String> compared(Template template, String parameter) {
        Set<String> literals = new LinkedHashSet<>();
        template.section("Conditions").entries().values().forEach(tree -> collect(tree, parameter, literals));
        template.section("Resources").entries().values().forEach(tree -> mapKeys(template, tree, parameter, literals));
        return literals;
    }

    private static void collect(Tree tree, String parameter, Set<String> literals) {
        switch (tree) {
            case Tree.Mapping mapping -> {
                mapping.entry("Fn::Equals").map(Tree::asItems)
                        .filter(sides -> sides.stream().anyMatch(side -> refers(side, parameter)))
                        .ifPresent(sides -> sides.forEach(side -> side.asText().ifPresent(literals::add)));
                mapping.entries().values().forEach(entry -> collect(entry, parameter, literals));
            }
            case Tree.Sequence sequence -> sequence.items().forEach(item -> collect(item, parameter, literals));
            case Tree.Scalar scalar -> {
            }
            case Tree.Nothing nothing -> {
            }
            case Tree.Unclear unclear -> {
            }
        }
    }

    private static void mapKeys(Template template, Tree tree, String parameter, Set<String> literals) {
        if (tree instanceof Tree.Mapping mapping) {
            mapping.entry("Fn::FindInMap").map(Tree::asItems)
                    .filter(found -> found.size() >= 3 && refers(found.get(1), parameter))
                    .flatMap(found -> found.getFirst().asText())
                    .flatMap(name -> template.section("Mappings").entry(name))
                    .ifPresent(map -> literals.addAll(map.asMapping().entries().keySet()));
            mapping.entries().values().forEach(entry -> mapKeys(template, entry, parameter, literals));
        } else if (tree instanceof Tree.Sequence sequence) {
            sequence.items().forEach(item -> mapKeys(template, item, parameter, literals));
        }
    }

    private static boolean refers(Tree tree, String parameter) {
        return tree.asMapping().entry("Ref").flatMap(Tree::asText).filter(parameter::equals).isPresent();
    }
}
