package io.github.rabbitlambda.local.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code --header name=value}. A value that is a JSON number, {@code true}, {@code false} or {@code null} has that
 * type; a text in JSON's quotes is that text; anything else is a text as it stands.
 */
final class HeaderOption {
    private HeaderOption() {}

    static Map<String, Object> table(List<String> headers) {
        Map<String, Object> table = new HashMap<>();
        for (String header : headers) {
            String[] parts = header.split("=", 2);
            if (parts.length < 2 || parts[0].isEmpty() || !SavedProperties.isShort(parts[0])) {
                throw new IllegalArgumentException(
                        "--header must be name=value, with a name of 1 to 255 bytes (given \"%s\")".formatted(header));
            }
            if (table.containsKey(parts[0])) {
                throw new IllegalArgumentException(
                        "--header must have a name of its own (\"%s\" is given twice)".formatted(parts[0]));
            }
            table.put(parts[0], value(parts[1]));
        }
        return table;
    }

    private static @Nullable Object value(String text) {
        Object json;
        try {
            json = text.isEmpty() ? text : JsonValues.read(text);
        } catch (NotJson e) {
            return text;
        }
        return switch (json) {
            case null -> null;
            case JsonNumber number -> number.amqp().orElse(text);
            case Boolean flag -> flag;
            case String quoted -> quoted;
            default -> text;
        };
    }
}
