package io.github.rabbitlambda.local.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A body for filters: JSON, text, or other bytes.
 *
 * @param content
 *            the value that a pattern's {@code data} is compared with; null for bytes
 */
record Body(Kind kind, @Nullable JsonNode content) {
    /**
     * JSON means an object or an array. AWS does not document whether Lambda treats a single number or string as JSON;
     * here it is text.
     */
    enum Kind {
        JSON, TEXT, BYTES
    }

    private static final JsonMapper STRICT = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Body of(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new Body(Kind.BYTES, null);
        }
        JsonNode json = json(text);
        return json != null && json.isContainerNode()
                ? new Body(Kind.JSON, json)
                : new Body(Kind.TEXT, TextNode.valueOf(text));
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return STRICT.readTree(text);
        } catch (IOException e) {
            return null;
        }
    }
}
