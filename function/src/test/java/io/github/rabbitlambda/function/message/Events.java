package io.github.rabbitlambda.function.message;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Events made up for one test.
 */
public final class Events {
    private Events() {}

    /** One queue, {@code q} on {@code /}, with these records. */
    public static byte[] withRecords(String... records) {
        return utf8("{\"rmqMessagesByQueue\":{\"q::/\":[" + String.join(",", records) + "]}}");
    }

    public static String record(String properties) {
        return "{\"basicProperties\":" + properties + ",\"redelivered\":false,\"data\":\"Ym9keQ==\"}";
    }

    static Message message(String properties) {
        return (Message) only(record(properties));
    }

    public static Delivery only(String record) {
        List<Delivery> deliveries = Batch.decode(withRecords(record)).deliveries();
        if (deliveries.size() != 1) {
            throw new AssertionError(deliveries);
        }
        return deliveries.getFirst();
    }

    static String reason(String record) {
        return ((UndecodableRecord) only(record)).reason();
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
