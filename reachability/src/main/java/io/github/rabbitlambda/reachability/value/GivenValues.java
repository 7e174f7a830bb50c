package io.github.rabbitlambda.reachability.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Nesting;
import io.github.rabbitlambda.reachability.template.Template;

/**
 * What the user gives for parameters.
 *
 * @param values by parameter name, for all templates
 */
public record GivenValues(List<Template> templates, Map<String, String> values, List<Binding> bindings) {

    /** Why the first value that has no effect, or that CloudFormation would refuse, is refused. */
    public Optional<String> refusal() {
        return values.keySet().stream().flatMap(name -> refusal(name).stream()).findFirst()
                .or(() -> bindings.stream().flatMap(binding -> refusal(binding).stream()).findFirst());
    }

    private Optional<String> refusal(String name) {
        List<TemplateParameter> declared = templates.stream()
                .filter(template -> template.parameter(name).isPresent())
                .map(template -> new TemplateParameter(template, name)).toList();
        if (declared.isEmpty()) {
            return Optional.of("no template has a parameter named " + name + "; leave out its --parameter");
        }
        if (declared.stream().allMatch(TemplateParameter::isStored)) {
            return Optional.of("parameter " + name + " takes its value from the Systems Manager Parameter Store at"
                    + " deployment; write the value into the template, or leave out its --parameter");
        }
        if (declared.stream().allMatch(parameter -> stackOf(parameter).isPresent())) {
            return Optional.of("parameter " + name + " gets its value from stack " + stackOf(declared.getFirst()).get()
                    + "; change it there, or leave out its --parameter");
        }
        if (bindings.stream().anyMatch(binding -> binding.parameter().equals(name))) {
            return Optional.of("parameter " + name + " is given by --parameter and by --bind; leave out one of them");
        }
        return declared.stream().flatMap(parameter -> notAllowed(parameter).stream()).findFirst();
    }

    private Optional<String> notAllowed(TemplateParameter parameter) {
        List<String> allowed = ParameterChoices.allowed(parameter);
        String value = values.getOrDefault(parameter.name(), "");
        return allowed.isEmpty() || allowed.contains(value) || parameter.isList()
                ? Optional.empty()
                : Optional.of("parameter " + parameter.name() + " allows " + String.join(", ", allowed) + " (given "
                        + value + ")");
    }

    private Optional<String> refusal(Binding binding) {
        long times = bindings.stream().filter(other -> other.parameter().equals(binding.parameter())
                && other.template().equals(binding.template())).count();
        if (times > 1) {
            return Optional.of("parameter " + binding.parameter() + " of " + binding.template() + " has " + times
                    + " times --bind; give its resources in one, separated by commas");
        }
        return templates.stream().filter(template -> template.name().equals(binding.template()))
                .map(template -> new TemplateParameter(template, binding.parameter()))
                .flatMap(parameter -> stackOf(parameter).stream()).findFirst()
                .map(stack -> "parameter " + binding.parameter() + " gets its value from stack " + stack
                        + "; change it there, or leave out its --bind");
    }

    /** The stack that passes a value for the parameter of its nested template. */
    private Optional<String> stackOf(TemplateParameter parameter) {
        return new Nesting(templates).parent(parameter.template())
                .filter(stack -> stack.properties().asMapping().entry("Parameters")
                        .flatMap(passed -> passed.asMapping().entry(parameter.name())).isPresent())
                .map(stack -> "`" + stack.id() + "` of " + stack.template().name());
    }
}
