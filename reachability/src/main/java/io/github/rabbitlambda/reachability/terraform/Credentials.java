package io.github.rabbitlambda.reachability.terraform;

import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * User names and passwords, which a plan holds in clear text. The translation has a placeholder for each, equal for equal
 * values, so that they can be compared and never printed.
 */
final class Credentials {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, String> placeholders = new HashMap<>();

    String placeholder(String value) {
        return placeholders.computeIfAbsent(value, key -> "(sensitive value " + (placeholders.size() + 1) + ")");
    }

    /** The JSON text of a secret with placeholders for its texts; another text that is no JSON if it is none. */
    String masked(String json) {
        StringWriter masked = new StringWriter();
        try (JsonParser parser = FACTORY.createParser(json); JsonGenerator out = FACTORY.createGenerator(masked)) {
            while (parser.nextToken() != null) {
                copy(parser, out);
            }
        } catch (IOException broken) {
            return "(sensitive)";
        }
        return masked.toString();
    }

    private void copy(JsonParser parser, JsonGenerator out) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            out.writeString(placeholder(parser.getText()));
        } else if (token.isNumeric()) {
            out.writeNumber(0);
        } else {
            out.copyCurrentEvent(parser);
        }
    }
}
