package io.github.rabbitlambda.acceptance.rehearsal.stack;

import io.github.rabbitlambda.acceptance.rehearsal.aws.Secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Evaluates the intrinsic functions of a template. A dynamic reference stays as it is: see {@link Secrets#reveal}. */
final class Expressions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");
    private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");

    private final Template template;
    private final PseudoParameters pseudo;
    private final References references;
    private final Conditions conditions;

    Expressions(Template template, PseudoParameters pseudo, References references) {
        this.template = template;
        this.pseudo = pseudo;
        this.references = references;
        this.conditions = new Conditions(template, this);
    }

    /** Whether a resource's condition holds; true if it has none. */
    boolean isWanted(Declared resource) {
        JsonNode condition = resource.node().path("Condition");
        return condition.isMissingNode() || conditions.holds(condition.textValue());
    }

    /** The value of an expression; a missing node for {@code AWS::NoValue}. */
    JsonNode resolve(JsonNode value) {
        if (value.isArray()) {
            return array(value);
        }
        return value.isObject() ? objectOrFunction(value) : value;
    }

    private JsonNode array(JsonNode value) {
        ArrayNode resolved = NODES.arrayNode();
        value.forEach(item -> Optional.of(resolve(item)).filter(present -> !present.isMissingNode())
                .ifPresent(resolved::add));
        return resolved;
    }

    private JsonNode objectOrFunction(JsonNode value) {
        if (value.size() == 1) {
            Map.Entry<String, JsonNode> only = value.properties().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return function(only.getKey(), only.getValue());
            }
        }
        ObjectNode resolved = NODES.objectNode();
        value.properties().forEach(field -> Optional.of(resolve(field.getValue()))
                .filter(present -> !present.isMissingNode())
                .ifPresent(present -> resolved.set(field.getKey(), present)));
        return resolved;
    }

    private JsonNode function(String name, JsonNode argument) {
        return switch (name) {
            case "Ref" -> reference(argument.textValue());
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Join" -> NODES.textNode(String.join(argument.get(0).textValue(), texts(argument.get(1))));
            case "Fn::Split" -> split(argument);
            case "Fn::Select" -> resolve(argument.get(1)).get(Integer.parseInt(resolve(argument.get(0)).asText()));
            case "Fn::Sub" -> substitute(argument);
            case "Fn::If" -> resolve(argument.get(conditions.holds(argument.get(0).textValue()) ? 1 : 2));
            case "Fn::FindInMap" -> template.section("Mappings").path(text(argument.get(0)))
                    .path(text(argument.get(1))).path(text(argument.get(2)));
            case "Fn::GetAZs" -> zones();
            default -> throw new UnsupportedOperationException("the rehearsal must know the function " + name
                    + " (it doesn't): add it to Expressions");
        };
    }

    private JsonNode reference(String name) {
        if (name.startsWith("AWS::")) {
            return pseudo.value(name);
        }
        JsonNode parameter = template.section("Parameters").path(name);
        return parameter.isMissingNode() ? NODES.textNode(references.physicalId(name)) : parameter.get("Default");
    }

    private JsonNode attribute(JsonNode argument) {
        String dotted = argument.isArray()
                ? argument.get(0).textValue() + "." + text(argument.get(1))
                : argument.textValue();
        int dot = dotted.indexOf('.');
        return references.attribute(dotted.substring(0, dot), dotted.substring(dot + 1));
    }

    private JsonNode split(JsonNode argument) {
        ArrayNode parts = NODES.arrayNode();
        for (String part : text(argument.get(1)).split(Pattern.quote(argument.get(0).textValue()), -1)) {
            parts.add(part);
        }
        return parts;
    }

    private JsonNode substitute(JsonNode argument) {
        JsonNode pattern = argument.isArray() ? argument.get(0) : argument;
        JsonNode variables = argument.path(1);
        Matcher names = PLACEHOLDER.matcher(pattern.textValue());
        return NODES.textNode(names.replaceAll(match -> Matcher.quoteReplacement(
                placeholder(match.group(1), variables))));
    }

    private String placeholder(String name, JsonNode variables) {
        if (name.startsWith("!")) {
            return "${" + name.substring(1) + "}";
        }
        if (variables.has(name)) {
            return text(variables.get(name));
        }
        return (name.contains(".") && !name.startsWith("AWS::") ? attribute(TextNode.valueOf(name)) : reference(name))
                .asText();
    }

    private static JsonNode zones() {
        ArrayNode zones = NODES.arrayNode();
        ZONES.forEach(zones::add);
        return zones;
    }

    private List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        resolve(list).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    String text(JsonNode value) {
        return resolve(value).asText();
    }
}
