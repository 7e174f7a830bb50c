package io.github.rabbitlambda.reachability.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.value.OpenChoice.Comparison;
import io.github.rabbitlambda.reachability.value.Scenario.Choice;

/** The values of parameters under a scenario. */
final class Parameters {
    private final Scenario scenario;

    Parameters(Scenario scenario) {
        this.scenario = scenario;
    }

    Value value(TemplateParameter parameter) {
        String name = parameter.name();
        boolean stored = parameter.isStored();
        if (scenario.given().containsKey(name) && !stored) {
            return typed(parameter, scenario.given().get(name));
        }
        Choice choice = scenario.tried().get(parameter);
        if (choice != null) {
            return choice.literal().map(text -> typed(parameter, text)).orElseGet(() -> anyOther(name));
        }
        Optional<String> preset = parameter.defaultValue();
        if (preset.isPresent() && !stored && scenario.defaulted().contains(parameter)) {
            return typed(parameter, preset.get());
        }
        return new Value.Opaque("${" + name + "}", reason(parameter));
    }

    private static Value anyOther(String parameter) {
        return new Value.Opaque(nameOfAnyOther(parameter), UnknownReason.of("parameter `" + parameter + "`",
                "give --parameter " + parameter + "=…"));
    }

    /** The name of a parameter's value when it is none of those that conditions compare with. */
    private static String nameOfAnyOther(String parameter) {
        return "${" + parameter + "≠}";
    }

    /** Whether a comparison holds, if the scenario decides that. */
    Optional<Answer> holds(Comparison comparison) {
        Boolean decided = scenario.decided().get(comparison);
        boolean excluded = scenario.decided().entrySet().stream()
                .anyMatch(other -> other.getValue() && other.getKey().excludes(comparison));
        return Optional.ofNullable(decided).or(() -> excluded ? Optional.of(false) : Optional.empty())
                .map(Answer::of);
    }

    /** Whether a value of that name differs from a literal, since the literal is tried as a choice of its own. */
    boolean differs(String name, String literal) {
        List<TemplateParameter> others = scenario.tried().entrySet().stream()
                .filter(tried -> tried.getValue().literal().isEmpty()).map(Map.Entry::getKey)
                .filter(parameter -> nameOfAnyOther(parameter.name()).equals(name)).toList();
        return !others.isEmpty() && others.stream()
                .allMatch(parameter -> ParameterChoices.of(parameter).contains(new Choice(Optional.of(literal))));
    }

    private static UnknownReason reason(TemplateParameter parameter) {
        boolean tryable = !parameter.isStored() && ParameterChoices.exist(parameter);
        return new UnknownReason("parameter `" + parameter.name() + "`",
                parameter.isStored()
                        ? "replace the Systems Manager parameter by its value"
                        : "give --parameter " + parameter.name() + "=…",
                tryable ? List.of(new UnknownReason.OpenParameter(parameter, false)) : List.of());
    }

    private static Value typed(TemplateParameter parameter, String text) {
        return typed(parameter, PartialText.literal(text));
    }

    /** A value as its parameter's type makes it: the text of a list is split at its commas. */
    static Value typed(TemplateParameter parameter, Value value) {
        if (parameter.isList() && value instanceof Value.Reference reference && reference.isIdentity()) {
            return new Value.Items(List.of(reference));
        }
        return parameter.isList() ? Functions.listFrom(value) : value;
    }
}
