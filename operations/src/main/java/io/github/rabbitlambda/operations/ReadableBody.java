package io.github.rabbitlambda.operations;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A body as a peek shows it: as JSON where it is an object or an array of JSON, as text, or as Base64. What is packed
 * with gzip is unpacked.
 */
record ReadableBody(byte[] body, @Nullable String contentEncoding) {
    /** A writer of JSON takes 1,000 levels; the answer around the body needs some. */
    private static final int DEEPEST = 100;
    private static final int MOST_BYTES_OF_A_CHARACTER = 4;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Returns the number of bytes and, unless no character may be shown, the content. */
    Map<String, Object> shown(int characters) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("bytes", body.length);
        if (characters > 0 && body.length > 0) {
            show(ReadableBytes.of(unpacked(characters), characters), shown);
        }
        return shown;
    }

    private static void show(ReadableBytes content, Map<String, Object> shown) {
        Optional<Object> json = content.isText() && !content.isShortened() ? json(content.text()) : Optional.empty();
        json.ifPresentOrElse(value -> shown.put("json", value),
                () -> shown.put(content.isText() ? "text" : "base64", content.text()));
        if (content.isShortened()) {
            shown.put("shortened", true);
        }
    }

    private static Optional<Object> json(String text) {
        try {
            return text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")
                    ? Optional.of(JSON.readValue(text, Object.class)).filter(PlainJson::isShort)
                    : Optional.empty();
        } catch (JsonProcessingException | NumberFormatException | ArithmeticException notJson) {
            return Optional.empty();
        }
    }

    /** Unpacks no more than is shown, however much there is. */
    private byte[] unpacked(int characters) {
        if (!"gzip".equalsIgnoreCase(contentEncoding)) {
            return body;
        }
        try (InputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return unpacking.readNBytes((characters + 1) * MOST_BYTES_OF_A_CHARACTER);
        } catch (IOException notPacked) {
            return body;
        }
    }
}
