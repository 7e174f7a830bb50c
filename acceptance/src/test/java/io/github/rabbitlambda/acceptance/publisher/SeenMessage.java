package io.github.rabbitlambda.acceptance.publisher;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.github.rabbitlambda.function.message.BodyException;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.MessageProperties;

/**
 * What a handler saw of a message. The function's process writes it, the test reads it.
 *
 * @param properties
 *            each property that was present, except the headers and the body's size
 * @param headers
 *            each header with its type, in the words of {@link HeaderText}
 * @param text
 *            of the body as it came; a refusal's message if it is refused
 * @param uncompressed
 *            the text of the uncompressed body; a refusal's message if it is refused
 */
record SeenMessage(Map<String, String> properties, Map<String, String> headers, byte[] body, String text,
        String uncompressed) implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int LIMIT = 1_000_000;

    static SeenMessage of(Message message) {
        return new SeenMessage(present(message.properties()), HeaderText.ofEach(message.headers()),
                message.body().bytes(), textOrRefusal(message.body()::text),
                textOrRefusal(() -> message.body().uncompressed(LIMIT).text()));
    }

    private static String textOrRefusal(Supplier<String> text) {
        try {
            return text.get();
        } catch (BodyException e) {
            return "refused: " + e.getMessage();
        }
    }

    private static Map<String, String> present(MessageProperties properties) {
        Map<String, String> present = new TreeMap<>();
        properties.contentType().ifPresent(value -> present.put("contentType", value));
        properties.contentEncoding().ifPresent(value -> present.put("contentEncoding", value));
        properties.deliveryMode().ifPresent(value -> present.put("deliveryMode", Integer.toString(value)));
        properties.priority().ifPresent(value -> present.put("priority", Integer.toString(value)));
        properties.correlationId().ifPresent(value -> present.put("correlationId", value));
        properties.replyTo().ifPresent(value -> present.put("replyTo", value));
        properties.expiration().ifPresent(value -> present.put("expiration", value.toString()));
        properties.messageId().ifPresent(value -> present.put("messageId", value));
        properties.timestamp().ifPresent(value -> present.put("timestamp", value.toString()));
        properties.type().ifPresent(value -> present.put("type", value));
        properties.userId().ifPresent(value -> present.put("userId", value));
        properties.appId().ifPresent(value -> present.put("appId", value));
        properties.clusterId().ifPresent(value -> present.put("clusterId", value));
        return present;
    }

    void write(Path file) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
            out.writeObject(this);
        }
    }

    static SeenMessage read(Path file) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            return (SeenMessage) in.readObject();
        }
    }
}
