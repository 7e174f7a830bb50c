package io.github.rabbitlambda.doctor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * The values of a template's expressions once it is deployed: CloudFormation's intrinsic functions with every id known. It is
 * written without the check's own resolver, which it is compared with.
 */
final class Evaluation {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");

    /** The template can't be deployed, or the test can't follow it. */
    static final class NotDeployable extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotDeployable(String reason) {
            super(reason);
        }
    }

    private final JsonNode template;
    private final Map<String, String> parameters;
    private final PhysicalIds ids;

    Evaluation(JsonNode template, Map<String, String> parameters, PhysicalIds ids) {
        this.template = template;
        this.parameters = parameters;
        this.ids = ids;
    }

    JsonNode value(JsonNode expression) {
        if (expression.isArray()) {
            ArrayNode items = JSON.arrayNode();
            expression.forEach(item -> add(items, value(item)));
            return items;
        }
        if (!expression.isObject()) {
            return expression;
        }
        if (expression.size() == 1) {
            Map.Entry<String, JsonNode> only = expression.properties().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return function(only.getKey(), only.getValue());
            }
        }
        ObjectNode fields = JSON.objectNode();
        for (Map.Entry<String, JsonNode> field : expression.properties()) {
            JsonNode value = value(field.getValue());
            if (!value.isMissingNode()) {
                fields.set(field.getKey(), value);
            }
        }
        return fields;
    }

    private static void add(ArrayNode items, JsonNode item) {
        if (!item.isMissingNode()) {
            items.add(item);
        }
    }

    private JsonNode function(String name, JsonNode argument) {
        return switch (name) {
            case "Ref" -> ref(argument.asText());
            case "Fn::GetAtt" -> attribute(argument.isArray()
                    ? argument.get(0).asText() + "." + argument.get(1).asText()
                    : argument.asText());
            case "Fn::Sub" -> TextNode.valueOf(substituted(argument));
            case "Fn::Join" -> TextNode.valueOf(String.join(argument.get(0).asText(), texts(value(argument.get(1)))));
            case "Fn::Select" -> value(argument.get(1)).path(argument.get(0).asInt());
            case "Fn::Split" -> split(argument.get(0).asText(), value(argument.get(1)).asText());
            case "Fn::GetAZs" -> JSON.arrayNode().add("eu-central-1a").add("eu-central-1b").add("eu-central-1c");
            case "Fn::If" -> value(argument.get(holds(argument.get(0).asText()) ? 1 : 2));
            default -> throw new NotDeployable("the test does not evaluate " + name);
        };
    }

    private static ArrayNode split(String delimiter, String text) {
        ArrayNode parts = JSON.arrayNode();
        List.of(text.split(Pattern.quote(delimiter))).forEach(parts::add);
        return parts;
    }

    private static List<String> texts(JsonNode items) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private JsonNode ref(String name) {
        return switch (name) {
            case "AWS::NoValue" -> JSON.missingNode();
            case "AWS::Region" -> TextNode.valueOf(PhysicalIds.REGION);
            case "AWS::AccountId" -> TextNode.valueOf(PhysicalIds.ACCOUNT);
            case "AWS::Partition" -> TextNode.valueOf("aws");
            case "AWS::URLSuffix" -> TextNode.valueOf("amazonaws.com");
            case "AWS::StackName" -> TextNode.valueOf("orders");
            default -> template.path("Parameters").has(name)
                    ? parameter(name)
                    : TextNode.valueOf(ids.of(existing(name)));
        };
    }

    private JsonNode parameter(String name) {
        JsonNode preset = template.path("Parameters").path(name).path("Default");
        if (!parameters.containsKey(name) && preset.isMissingNode()) {
            throw new NotDeployable("parameter " + name + " has no value");
        }
        return parameters.containsKey(name) ? TextNode.valueOf(parameters.get(name)) : preset;
    }

    private String existing(String id) {
        if (!template.path("Resources").has(id)) {
            throw new NotDeployable("there is no resource " + id);
        }
        return id;
    }

    private JsonNode attribute(String path) {
        int dot = path.indexOf('.');
        String id = existing(path.substring(0, dot));
        String name = path.substring(dot + 1);
        JsonNode resource = template.path("Resources").path(id);
        return switch (resource.path("Type").asText() + "." + name) {
            case "AWS::EC2::VPC.CidrBlock", "AWS::EC2::Subnet.VpcId" -> value(resource.path("Properties").path(name));
            case "AWS::EC2::VPC.DefaultSecurityGroup" -> TextNode.valueOf(ids.defaultGroup(id));
            case "AWS::EC2::VPC.DefaultNetworkAcl" -> TextNode.valueOf(ids.defaultAcl(id));
            default -> name.matches("Arn") ? TextNode.valueOf(ids.arn(id)) : TextNode.valueOf(ids.of(id));
        };
    }

    private String substituted(JsonNode argument) {
        String text = argument.isArray() ? argument.get(0).asText() : argument.asText();
        JsonNode local = argument.isArray() ? argument.get(1) : JSON.objectNode();
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            JsonNode value = local.has(name)
                    ? value(local.path(name))
                    : name.contains(".") ? attribute(name) : ref(name);
            matcher.appendReplacement(result, Matcher.quoteReplacement(value.asText()));
        }
        return matcher.appendTail(result).toString();
    }

    /** Whether a condition holds. */
    boolean holds(String condition) {
        return isTrue(template.path("Conditions").path(condition));
    }

    private boolean isTrue(JsonNode condition) {
        Map.Entry<String, JsonNode> only = condition.properties().iterator().next();
        return switch (only.getKey()) {
            case "Fn::Equals" -> value(only.getValue().get(0)).asText().equals(value(only.getValue().get(1)).asText());
            case "Fn::Not" -> !isTrue(only.getValue().get(0));
            case "Condition" -> holds(only.getValue().asText());
            default -> throw new NotDeployable("the test does not evaluate " + only.getKey());
        };
    }
}
