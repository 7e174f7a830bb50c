package io.github.rabbitlambda.constructs.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Values as JSON text.
 */
final class Json {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Json() {}

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("lists and maps of text are always JSON", e);
        }
    }
}
