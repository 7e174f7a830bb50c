package io.github.rabbitlambda.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The outputs of a template as a person sees them, with the name of a reference where CloudFormation puts a value. */
public final class OutputValues {
    private OutputValues() {}

    static Map<String, String> of(Template template) {
        Map<String, String> values = new TreeMap<>();
        template.json().get("Outputs").properties()
                .forEach(output -> values.put(output.getKey(), text(output.getValue().get("Value"))));
        return values;
    }

    /** Those that are commands, by their names. */
    static Map<String, String> commands(Template template) {
        return of(template).entrySet().stream().filter(output -> output.getKey().matches("\\w+Command\\d*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    public static String text(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.has("Fn::Join")) {
            StringBuilder text = new StringBuilder();
            value.get("Fn::Join").get(1).forEach(piece -> text.append(text(piece)));
            return text.toString();
        }
        return value.has("Ref") ? value.get("Ref").asText() : value.toString();
    }
}
