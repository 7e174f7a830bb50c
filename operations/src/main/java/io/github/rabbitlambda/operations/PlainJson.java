package io.github.rabbitlambda.operations;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer can hold a value, however its writer writes numbers: 1e9999 has 10,000 digits where it is written
 * without an exponent, and a writer may refuse it.
 */
final class PlainJson {
    private static final int MOST_CHARACTERS = 20_000;
    private static final ObjectMapper PLAIN = new ObjectMapper()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private PlainJson() {}

    static boolean isShort(@Nullable Object value) {
        try {
            return PLAIN.writeValueAsString(value).length() <= MOST_CHARACTERS;
        } catch (JsonProcessingException refused) {
            return false;
        }
    }
}
