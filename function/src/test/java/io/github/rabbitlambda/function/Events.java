package io.github.rabbitlambda.function;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Events made up for one test.
 */
final class Events {
    private Events() {}

    /** One queue, {@code q} on {@code /}, with these records. */
    static byte[] withRecords(String... records) {
        return utf8("{\"rmqMessagesByQueue\":{\"q::/\":[" + String.join(",", records) + "]}}");
    }

    static String record(String properties) {
        return "{\"basicProperties\":" + properties + ",\"redelivered\":false,\"data\":\"Ym9keQ==\"}";
    }

    static Message message(String properties) {
        return (Message) only(record(properties));
    }

    static Delivery only(String record) {
        List<Delivery> deliveries = Batch.decode(withRecords(record)).deliveries();
        if (deliveries.size() != 1) {
            throw new AssertionError(deliveries);
        }
        return deliveries.getFirst();
    }

    static String reason(String record) {
        return ((UndecodableRecord) only(record)).reason();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
