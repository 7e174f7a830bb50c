package io.github.rabbitlambda.function.environment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.rabbitlambda.function.message.HeaderValue;
import io.github.rabbitlambda.function.message.Headers;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.MessageProperties;

/**
 * Recognises a message when it is delivered again: a hash of its queue, properties, headers and body. Messages that are
 * alike in all of them have one fingerprint. What the broker counts is left out: it changes from delivery to delivery.
 */
record Fingerprint(String hex) {
    private static final Set<String> COUNTED_BY_THE_BROKER = Set.of("x-delivery-count", "x-acquired-count");

    static Fingerprint of(Message message) {
        Hash hash = new Hash();
        MessageProperties properties = message.properties();
        hash.text(message.queue().toString());
        hash.text(properties.messageId().orElse(""));
        hash.text(properties.correlationId().orElse(""));
        hash.text(properties.type().orElse(""));
        hash.text(properties.timestamp().map(Object::toString).orElse(""));
        hash.headers(message.headers());
        hash.bytes(message.body().bytes());
        return new Fingerprint(HexFormat.of().formatHex(hash.digest.digest()));
    }

    /** Every part is preceded by its length, so that no two lists of parts give the same bytes. */
    private static final class Hash {
        private final MessageDigest digest;

        Hash() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        void bytes(byte[] bytes) {
            length(bytes.length);
            digest.update(bytes);
        }

        void text(String text) {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        private void length(int length) {
            digest.update(new byte[]{(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8),
                    (byte) length});
        }

        void headers(Headers headers) {
            Map<String, HeaderValue> sorted = new TreeMap<>(headers.asMap());
            sorted.keySet().removeAll(COUNTED_BY_THE_BROKER);
            length(sorted.size());
            for (Map.Entry<String, HeaderValue> header : sorted.entrySet()) {
                text(header.getKey());
                value(header.getValue());
            }
        }

        private void value(HeaderValue value) {
            text(value.getClass().getSimpleName());
            if (value instanceof HeaderValue.LongString string) {
                bytes(string.bytes());
            } else if (value instanceof HeaderValue.Table table) {
                headers(table.fields());
            } else if (value instanceof HeaderValue.Array array) {
                length(array.items().size());
                array.items().forEach(this::value);
            } else {
                text(value.toString());
            }
        }
    }
}
