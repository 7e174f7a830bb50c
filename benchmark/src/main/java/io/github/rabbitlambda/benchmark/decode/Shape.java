package io.github.rabbitlambda.benchmark.decode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The events that are decoded. A shape says how many messages of one queue an event has and how large their bodies are.
 * Ids, time stamps, tenants, traces and bodies differ from message to message; what a publisher sets once is the same in
 * all messages. The random numbers have a fixed seed, so each run decodes the same bytes.
 */
public enum Shape {
    KB_1000("1,000 × 1 KB", 1_000, 1_024, Kind.PLAIN), B400_10000("10,000 × 400 B", 10_000, 400,
            Kind.PLAIN), B160_10000("10,000 × 160 B", 10_000, 160, Kind.PLAIN), KB400_10("10 × 400 KB", 10, 400 * 1_024,
                    Kind.PLAIN), HEADERS_2000("2,000 × 512 B, rich in headers", 2_000, 512,
                            Kind.RICH), MIXED_10000("10,000 × 160 B of two kinds", 10_000, 160, Kind.MIXED);

    /** Which headers a message has: a tenant; many; or a tenant and, in half of the messages, a reason. */
    private enum Kind {
        PLAIN, RICH, MIXED
    }

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.parse("2026-11-25T09:59:30Z");
    private static final String TEXT = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789";
    private static final int A_SECOND = 200;

    private final String title;
    private final int messages;
    private final int bodyBytes;
    private final Kind kind;

    Shape(String title, int messages, int bodyBytes, Kind kind) {
        this.title = title;
        this.messages = messages;
        this.bodyBytes = bodyBytes;
        this.kind = kind;
    }

    /** Its name in tables. */
    public String title() {
        return title;
    }

    /** How many messages an event has. */
    public int messages() {
        return messages;
    }

    /** The event as Lambda sends it, in UTF-8. */
    public byte[] event() {
        return event(messages);
    }

    /** The same event with another number of messages. */
    public byte[] event(int count) {
        SplittableRandom random = new SplittableRandom(42);
        StringBuilder json = new StringBuilder(count * (bodyBytes * 4 / 3 + 500));
        json.append("{\"eventSource\":\"aws:rmq\",\"eventSourceArn\":"
                + "\"arn:aws:mq:eu-central-1:111122223333:broker:shop:b-00000000-0000-0000-0000-000000000000\","
                + "\"rmqMessagesByQueue\":{\"orders::/\":[");
        for (int i = 0; i < count; i++) {
            record(json.append(i == 0 ? "" : ","), i, random);
        }
        return json.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void record(StringBuilder json, int number, SplittableRandom random) {
        json.append(
                "{\"basicProperties\":{\"contentType\":\"application/json\",\"contentEncoding\":null,\"headers\":{");
        longString(json, "tenant", "tenant-" + random.nextInt(100, 1000));
        if (kind == Kind.RICH) {
            headers(json, random);
        }
        if (kind == Kind.MIXED && random.nextBoolean()) {
            longString(json.append(','), "reason", "withdrawn");
        }
        json.append("},\"deliveryMode\":2,\"priority\":0,\"correlationId\":\"order-").append(1_000_000 + number)
                .append("\",\"replyTo\":null,\"expiration\":null,\"messageId\":\"")
                .append(new UUID(random.nextLong(), random.nextLong())).append("\",\"timestamp\":\"")
                .append(DATE.format(FIRST.plusSeconds(number / A_SECOND)))
                .append("\",\"type\":\"order.accepted\",\"userId\":null,\"appId\":\"shop\",\"clusterId\":null,\"bodySize\":")
                .append(bodyBytes).append("},\"redelivered\":false,\"data\":\"")
                .append(Base64.getEncoder().encodeToString(body(random))).append("\"}");
    }

    /** A body is JSON, because one of the decoders reads nothing else. */
    private byte[] body(SplittableRandom random) {
        String begin = "{\"order\":" + random.nextInt(100_000_000, 1_000_000_000) + ",\"text\":\"";
        String end = "\"}";
        StringBuilder body = new StringBuilder(bodyBytes).append(begin);
        while (body.length() < bodyBytes - end.length()) {
            body.append(TEXT.charAt(random.nextInt(TEXT.length())));
        }
        return body.append(end).toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds the headers that tracing, a gateway and a dead-letter exchange set. */
    private static void headers(StringBuilder json, SplittableRandom random) {
        longString(json.append(','), "traceparent", "00-%016x%016x-%016x-01".formatted(random.nextLong(),
                random.nextLong(), random.nextLong()));
        json.append(",\"attempt\":").append(random.nextInt(1, 4)).append(",\"score\":").append(random.nextInt(1, 100))
                .append(".5,\"test\":false,\"sent\":\"Nov 25, 2026, 9:58:0").append(random.nextInt(10))
                .append(" AM\",\"none\":null,\"digest\":[12,-7,0,127,-128],\"x-delivery-count\":1,");
        longString(json, "x-first-death-queue", "orders.incoming");
        longString(json.append(','), "x-first-death-reason", "rejected");
        json.append(",\"x-death\":[{");
        longString(json, "reason", "rejected");
        json.append(",\"count\":1,\"time\":\"Nov 25, 2026, 9:57:31 AM\",");
        longString(json, "exchange", "");
        longString(json.append(','), "queue", "orders.incoming");
        json.append(",\"routing-keys\":[");
        bytes(json, "orders.eu");
        json.append("]}]");
    }

    private static void longString(StringBuilder json, String name, String text) {
        bytes(json.append('"').append(name).append("\":"), text);
    }

    private static void bytes(StringBuilder json, String text) {
        json.append("{\"bytes\":[");
        for (int i = 0; i < text.length(); i++) {
            json.append(i == 0 ? "" : ",").append((int) text.charAt(i));
        }
        json.append("]}");
    }
}
