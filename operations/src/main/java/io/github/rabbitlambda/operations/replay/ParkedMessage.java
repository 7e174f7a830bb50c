package io.github.rabbitlambda.operations.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.rabbitlambda.operations.broker.BrokerTasks;
import io.github.rabbitlambda.operations.Input;

/**
 * A message as the listener parked it: the record in Lambda's form, and the queue that it came from. A record that was
 * too large for SQS is in S3, and this holds its bucket and key.
 */
record ParkedMessage(Held held, Input json) {
    /** AMQP's own limit is 255 bytes. */
    private static final int LONGEST_ID = 255;
    /**
     * A message received from SQS: its id, the receipt handle that deletes or releases it, the text, and how often it
     * has been received.
     */
    record Held(String id, String handle, String text, int receives) {
        /** What is released at the end of a long pass: the texts of all would fill the memory. */
        Held withoutText() {
            return new Held(id, handle, "", receives);
        }
    }

    /** Bucket and key of a large message. */
    record Pointer(String bucket, String key) {}

    static ParkedMessage of(Held held) {
        return new ParkedMessage(held, Input.parse("the parked message", held.text()));
    }

    /** The ids that select this message: the message id and the id in SQS. */
    List<String> ids() {
        return Stream.concat(messageId().stream(), Stream.of(held.id())).toList();
    }

    /** The message id is what people know; the id in SQS is the only one that is sure to be its own. */
    String name() {
        return messageId().map(id -> "%s (%s in SQS)".formatted(shortened(id), held.id())).orElse(held.id());
    }

    private static String shortened(String id) {
        return id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) + "…" : id;
    }

    Optional<Instant> parkedAt() {
        try {
            return json.optionalText("parkedAt").map(Instant::parse);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    Optional<Pointer> pointer() {
        return json.object("object").map(object -> new Pointer(object.text("bucket"), object.text("key")));
    }

    /** Returns why the message can't be replayed, if that is known before publishing. */
    Optional<String> obstacle(String virtualHost) {
        if (json.isTrue("undecodable")) {
            return Optional.of("it is not a message that could be decoded (" + error() + ")");
        }
        return json.optionalText("virtualHost").filter(other -> !other.equals(virtualHost))
                .map(other -> "it comes from the virtual host %s, and this stack's is %s".formatted(other,
                        virtualHost));
    }

    /** Returns the message in the form that {@link BrokerTasks} takes. A large record is read from S3. */
    Map<String, Object> outgoing(Function<Pointer, String> objects) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("queue", json.text("queue"));
        message.put("parked", pointer().map(objects).orElse(held.text()));
        return message;
    }

    Optional<Integer> attempts() {
        return json.values().get("attempts") instanceof Integer attempts ? Optional.of(attempts) : Optional.empty();
    }

    /** The class of the error, if the listener knew one, and what it said. */
    String reason() {
        return json.object("error").flatMap(error -> error.optionalText("class")).map(type -> type + ": " + error())
                .orElseGet(this::error);
    }

    Optional<String> messageId() {
        return json.values().get("record") instanceof Map<?, ?> record
                && record.get("basicProperties") instanceof Map<?, ?> properties
                && properties.get("messageId") instanceof String id
                        ? Optional.of(id).filter(text -> !text.isBlank())
                        : Optional.empty();
    }

    private String error() {
        return json.object("error").flatMap(error -> error.optionalText("message")).orElse("no reason given");
    }
}
