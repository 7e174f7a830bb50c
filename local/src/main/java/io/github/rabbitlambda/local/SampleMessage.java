package io.github.rabbitlambda.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.github.rabbitlambda.local.publish.Publication;

/**
 * A message of the demonstration. Together the messages have every property, header type and body that a listener
 * meets.
 */
record SampleMessage(BasicProperties properties, byte[] body) {
    /**
     * With this header, the sample listener refuses the first delivery of the message, so that its batch is retried.
     */
    static final String REFUSE_FIRST_DELIVERY = "x-sample-refuse-first-delivery";

    private static final int ORDERS = 1000;
    private static final long THIRTY_DAYS_MILLIS = 30L * 24 * 60 * 60 * 1000;

    static List<SampleMessage> all() {
        List<SampleMessage> messages = new ArrayList<>();
        messages.add(
                of("json", "application/json", "{\"order\":1,\"total\":\"12.50 €\"}".getBytes(StandardCharsets.UTF_8)));
        messages.add(of("text-utf-8", "text/plain; charset=utf-8", "Grüße aus Köln".getBytes(StandardCharsets.UTF_8)));
        messages.add(of("text-latin-1", "text/plain; charset=iso-8859-1",
                "Grüße aus Köln".getBytes(StandardCharsets.ISO_8859_1)));
        messages.add(of("binary", "application/octet-stream", new byte[]{0, -1, 127, -128, 10}));
        messages.add(new SampleMessage(properties("gzip").contentType("text/plain").contentEncoding("gzip").build(),
                gzip("compressed ".repeat(200))));
        messages.add(new SampleMessage(properties("empty").build(), new byte[0]));
        messages.add(new SampleMessage(null, "a message without any property".getBytes(StandardCharsets.US_ASCII)));
        messages.add(new SampleMessage(properties("every-header-type").headers(everyHeaderType()).build(),
                "headers".getBytes(StandardCharsets.US_ASCII)));
        messages.add(new SampleMessage(
                properties("thirty-days").expiration(Long.toString(THIRTY_DAYS_MILLIS)).priority(4).build(),
                "expires late".getBytes(StandardCharsets.US_ASCII)));
        messages.add(new SampleMessage(properties("refused-first").headers(Map.of(REFUSE_FIRST_DELIVERY, true)).build(),
                "works at the second delivery".getBytes(StandardCharsets.US_ASCII)));
        Random random = new Random(42);
        for (int order = 1; order <= ORDERS; order++) {
            messages.add(of("order-" + order, "application/json", order(order, random)));
        }
        return List.copyOf(messages);
    }

    Publication publication() {
        return new Publication(properties, body);
    }

    private static SampleMessage of(String id, String contentType, byte[] body) {
        return new SampleMessage(properties(id).contentType(contentType).build(), body);
    }

    private static BasicProperties.Builder properties(String id) {
        return new BasicProperties.Builder().messageId(id).deliveryMode(2).timestamp(Date.from(Instant.now()))
                .type("sample");
    }

    private static byte[] order(int number, Random random) {
        byte[] note = new byte[450];
        random.nextBytes(note);
        return "{\"order\":%d,\"note\":\"%s\"}".formatted(number, HexFormat.of().formatHex(note))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, Object> everyHeaderType() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("long-string", "Grüße");
        headers.put("int", 10);
        headers.put("long", 9_007_199_254_740_993L);
        headers.put("short", (short) 7);
        headers.put("byte", (byte) -3);
        headers.put("float", 1.5f);
        headers.put("double", 2.0);
        headers.put("decimal", new BigDecimal("12.34"));
        headers.put("boolean", true);
        headers.put("void", null);
        headers.put("timestamp", Date.from(Instant.parse("2023-07-02T01:30:34Z")));
        headers.put("bytes", new byte[]{1, -2, 127});
        headers.put("table", Map.of("inner", "text", "number", 1));
        headers.put("array", Arrays.asList("x", 2, true, null, Map.of("k", "v")));
        return headers;
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
