package io.github.rabbitlambda.function.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The published and the derived events under {@code events/}.
 */
public final class Fixtures {
    static final List<String> NAMES = List.of("01-doc-aws-developer-guide", "02-fixture-aws-lambda-java-tests",
            "03-fixture-aws-lambda-java-tests-roundtrip", "04-fixture-powertools-java",
            "11-derived-all-amqp-types-and-nulls", "12-derived-dead-lettered-quorum",
            "13-derived-quorum-redelivery-sequence", "21-timestamp-of-the-year-1", "22-empty-message-ids",
            "23-blank-message-ids", "24-compressed-with-charset", "25-byte-order-mark",
            "26-exception-without-a-message", "27-wrapped-failure", "28-wrapped-outage", "29-wrapped-missing-class");

    private Fixtures() {}

    public static byte[] event(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/events/" + name + ".json")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Message message(String name, int index) {
        return (Message) Batch.decode(event(name)).deliveries().get(index);
    }
}
