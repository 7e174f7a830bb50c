package io.github.rabbitlambda.constructs.resource;

import io.github.rabbitlambda.validation.FunctionVariables;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.AspectOptions;
import software.amazon.awscdk.AspectPriority;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.constructs.IConstruct;

/**
 * Refuses variables of a function that Lambda would refuse, as they are when everything has added its own. A value that only
 * CloudFormation knows counts as empty, so what is refused is certainly too much.
 */
final class EnvironmentLimit implements IAspect {
    static void on(IConstruct function) {
        Aspects.of(function).add(new EnvironmentLimit(),
                AspectOptions.builder().priority(AspectPriority.READONLY).build());
    }

    @Override
    public void visit(IConstruct node) {
        if (node instanceof CfnFunction function && function.getEnvironment() != null) {
            Map<String, String> variables = variables(Stack.of(node).resolve(function.getEnvironment()));
            variables.keySet().forEach(
                    name -> FunctionVariables.nameProblem(name).ifPresent(Annotations.of(node)::addError));
            FunctionVariables.sizeProblem(variables).ifPresent(Annotations.of(node)::addError);
        }
    }

    private static Map<String, String> variables(Object environment) {
        Map<String, String> variables = new TreeMap<>();
        if (environment instanceof Map<?, ?> resolved && resolved.get("variables") instanceof Map<?, ?> values) {
            values.forEach((name, value) -> variables.put(name.toString(), value instanceof String text ? text : ""));
        }
        return variables;
    }
}
