package io.github.rabbitlambda.local.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

/**
 * Reads JSON as maps, lists, texts, flags, nulls and {@link JsonNumber}s. A tree of Jackson's would not keep a number's
 * digits: 12.50 and -0.0 would come back as 12.5 and 0.0.
 */
final class JsonValues {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonValues() {}

    static @Nullable Object read(String text) throws NotJson {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new NotJson("it is empty");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new NotJson("line %d: there is more after its end"
                        .formatted(parser.currentTokenLocation().getLineNr()));
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new NotJson("line %d: %s".formatted(e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                    e.getOriginalMessage()));
        } catch (IOException e) {
            throw new NotJson(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> null;
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }
}
