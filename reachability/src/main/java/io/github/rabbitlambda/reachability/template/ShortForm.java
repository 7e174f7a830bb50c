package io.github.rabbitlambda.reachability.template;

/** The long form of a YAML short form: {@code !GetAtt A.b} is {@code {"Fn::GetAtt": ["A", "b"]}}. */
final class ShortForm {
    private ShortForm() {}

    static Tree expand(String tag, Tree value) {
        return switch (tag) {
            case "" -> value;
            case "Ref", "Condition" -> Tree.mapping(tag, value);
            case "GetAtt" -> Tree.mapping("Fn::GetAtt", value);
            default -> tag.startsWith("!") ? value : Tree.mapping("Fn::" + tag, value);
        };
    }
}
