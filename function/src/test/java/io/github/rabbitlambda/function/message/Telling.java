package io.github.rabbitlambda.function.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells a batch in lines, one for the event and one for each delivery, so that two readings can be compared.
 */
public final class Telling {
    public static final Set<String> PROPERTIES = Set.of("contentType", "contentEncoding", "headers", "deliveryMode",
            "priority", "correlationId", "replyTo", "expiration", "messageId", "timestamp", "type", "userId", "appId",
            "clusterId", "bodySize");

    private Telling() {}

    /** Nothing when the decoder refuses the event. */
    public static Optional<List<String>> tell(byte[] event) {
        return tell(event, JsonWindow.SIZE);
    }

    /** Decoded through a window of so many bytes to begin with. */
    static Optional<List<String>> tell(byte[] event, int window) {
        try {
            return Optional.of(tell(new EventDecoder(EventBytes.of(event), window).decode()));
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }

    public static List<String> tell(Batch batch) {
        List<String> lines = new ArrayList<>();
        lines.add("arn " + batch.eventSourceArn().orElse(null));
        batch.deliveries().forEach(delivery -> lines
                .add("queue " + delivery.queue().name() + " on " + delivery.queue().virtualHost() + " "
                        + tell(delivery)));
        return lines;
    }

    private static String tell(Delivery delivery) {
        return switch (delivery) {
            case Message message -> "redelivered " + message.redelivered() + " body "
                    + HexFormat.of().formatHex(message.body().bytes()) + " " + properties(message.properties());
            case UndecodableRecord undecodable -> "undecodable " + tree(undecodable.json());
        };
    }

    private static Tree tree(String json) {
        try {
            return Tree.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("what can't be decoded is still JSON", e);
        }
    }

    private static Map<String, String> properties(MessageProperties p) {
        Map<String, String> told = new TreeMap<>();
        p.contentType().ifPresent(v -> told.put("contentType", v));
        p.contentEncoding().ifPresent(v -> told.put("contentEncoding", v));
        p.deliveryMode().ifPresent(v -> told.put("deliveryMode", "" + v));
        p.priority().ifPresent(v -> told.put("priority", "" + v));
        p.correlationId().ifPresent(v -> told.put("correlationId", v));
        p.replyTo().ifPresent(v -> told.put("replyTo", v));
        p.expiration().ifPresent(v -> told.put("expiration", "" + v.toMillis()));
        p.messageId().ifPresent(v -> told.put("messageId", v));
        p.timestamp().ifPresent(v -> told.put("timestamp", "" + v));
        p.type().ifPresent(v -> told.put("type", v));
        p.userId().ifPresent(v -> told.put("userId", v));
        p.appId().ifPresent(v -> told.put("appId", v));
        p.clusterId().ifPresent(v -> told.put("clusterId", v));
        p.bodySize().ifPresent(v -> told.put("bodySize", "" + v));
        p.unreadable().forEach((name, json) -> told.put("unreadable " + name, tree(json).toString()));
        if (!p.headers().isEmpty()) {
            told.put("headers", table(p.headers()).toString());
        }
        return told;
    }

    private static Map<String, String> table(Headers headers) {
        Map<String, String> told = new TreeMap<>();
        headers.asMap().forEach((name, value) -> told.put(name, header(value)));
        return told;
    }

    private static String header(HeaderValue value) {
        return switch (value) {
            case HeaderValue.LongString string -> "string " + HexFormat.of().formatHex(string.bytes());
            case HeaderValue.WholeNumber(long number) -> "whole " + number;
            case HeaderValue.Decimal decimal -> "decimal " + decimal.value();
            case HeaderValue.Flag(boolean flag) -> "flag " + flag;
            case HeaderValue.Timestamp timestamp -> "timestamp " + timestamp.value();
            case HeaderValue.Table table -> "table " + table(table.fields());
            case HeaderValue.Array array -> array.items().stream().map(Telling::header).toList().toString();
            case HeaderValue.Nothing nothing -> "nothing";
        };
    }
}
