package io.github.rabbitlambda.reachability;

import java.util.Map;

import io.github.rabbitlambda.reachability.template.Tree;

/** Writes a template as YAML with CloudFormation's short forms. */
final class YamlText {
    private YamlText() {}

    static String of(Tree tree) {
        return value(tree, "");
    }

    private static String value(Tree tree, String indent) {
        return switch (tree) {
            case Tree.Scalar(String text) -> text.matches("[A-Za-z][A-Za-z0-9]*") || text.matches("\\d+")
                    ? text
                    : "'" + text.replace("'", "''") + "'";
            case Tree.Sequence sequence -> sequence.items().isEmpty() ? "[]" : lines(sequence, indent);
            case Tree.Mapping mapping -> mapping.entries().isEmpty() ? "{}" : mapping(mapping, indent);
            default -> "null";
        };
    }

    private static String lines(Tree.Sequence sequence, String indent) {
        StringBuilder text = new StringBuilder();
        sequence.items().forEach(item -> text.append('\n').append(indent).append("- ")
                .append(value(item, indent + "  ").stripLeading()));
        return text.toString();
    }

    private static String mapping(Tree.Mapping mapping, String indent) {
        if (mapping.entries().size() == 1) {
            Map.Entry<String, Tree> only = mapping.entries().entrySet().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return shortForm(only.getKey().replace("Fn::", ""), only.getValue(), indent);
            }
        }
        StringBuilder text = new StringBuilder();
        mapping.entries().forEach((key, value) -> text.append('\n').append(indent).append(key).append(": ")
                .append(value(value, indent + "  ")));
        return text.toString();
    }

    private static String shortForm(String name, Tree argument, String indent) {
        if (name.equals("GetAtt")) {
            return "!GetAtt "
                    + String.join(".", argument.asItems().stream().map(item -> item.asText().orElseThrow()).toList());
        }
        return "!" + name + " " + value(argument, indent + "  ");
    }
}
