package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** The section Conditions of a template. */
record Conditions(Template template, Expressions expressions) {

    boolean holds(String name) {
        return isTrue(template.section("Conditions").path(name));
    }

    private boolean isTrue(JsonNode expression) {
        Map.Entry<String, JsonNode> function = expression.properties().iterator().next();
        JsonNode arguments = function.getValue();
        return switch (function.getKey()) {
            case "Condition" -> holds(arguments.textValue());
            case "Fn::Equals" -> expressions.resolve(arguments.get(0)).equals(expressions.resolve(arguments.get(1)));
            case "Fn::Not" -> !isTrue(arguments.get(0));
            case "Fn::And" -> StreamSupport.stream(arguments.spliterator(), false).allMatch(this::isTrue);
            case "Fn::Or" -> StreamSupport.stream(arguments.spliterator(), false).anyMatch(this::isTrue);
            default -> throw new UnsupportedOperationException("the rehearsal must know the condition "
                    + function.getKey() + " (it doesn't): add it to Conditions");
        };
    }
}
