package io.github.rabbitlambda.function.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Writes events from a seed: mostly as Lambda writes them, now and then odd in one place or another.
 */
final class RandomEvent {
    private static final List<String> TEXTS = List.of("", "a", "text/plain", "application/json; charset=utf-8", "gzip",
            "caf\u00e9", "\u20ac", "\ud83d\ude00", "quo\"te", "back\\slash", "line\nbreak", "\u0000", "\u007f",
            "Jan 1, 1970, 12:33:41 AM", "60000", "\ud800", "</script>", "x".repeat(300));
    private static final List<String> NUMBERS = List.of("0", "-0", "1", "-1", "34", "255", "256", "-128", "-129", "127",
            "2147483648", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
            "1.5", "34.0", "3.4e1", "1E400", "1e-400", "1e2147483648", "-0.0", "12.340", "0e0", "1".repeat(101),
            "1".repeat(1000), "1".repeat(1001), "01", "+1", "1.", ".5", "1e", "-", "NaN");
    private static final List<String> DATES = List.of("Jan 1, 1970, 12:33:41 AM", "Jul 2, 2023, 1:30:34 AM",
            "Jan 1, 10000, 12:00:00 AM", "Feb 29, 2024, 11:59:59 PM", "Feb 29, 2023, 11:59:59 PM",
            "Nov 22, 2026, 6:53:27\u202fPM", "Nov 31, 2026, 6:53:27 PM", "Jan 1, 999999999, 1:00:00 AM", "jan 1, 1970",
            "Jan 01, 1970, 12:33:41 AM", "Jan 1, 1970, 0:33:41 AM", "Jan 1, 1970, 13:33:41 AM",
            "Jan 1, 1970, 12:33:41 XM", "Jan 1, 1970, 12:60:41 AM", "Jan 1, 1970, 12:33:41 AM ", "",
            "Jan 3, 1, 12:00:00 AM", "Jan 1, 0001, 12:00:00 AM", "Dec 31, 999, 1:00:00 PM", "Jul 14, 55840, 1:00:00 PM",
            "Feb 29, 1500, 1:00:00 AM", "Oct 4, 1582, 1:00:00 AM", "Oct 5, 1582, 1:00:00 AM",
            "Oct 14, 1582, 1:00:00 AM", "Oct 15, 1582, 1:00:00 AM", "Jan 1, 0000, 1:00:00 AM", "Jan 1, 0, 1:00:00 AM",
            "Jan 1, 00, 1:00:00 AM", "Jan 1, 01970, 1:00:00 AM", "Jan 1, , 1:00:00 AM");
    private static final List<String> EXPIRATIONS = List.of("60000", "+10", "010", "0", "4294967296", "315360000000",
            "9223372036854775807", "9223372036854775808", "-1", "abc", "1.5", "", " 10", "+", "1e3");
    private static final List<String> PROPERTIES = List.of("contentType", "contentEncoding", "headers", "deliveryMode",
            "priority", "correlationId", "replyTo", "expiration", "messageId", "timestamp", "type", "userId", "appId",
            "clusterId", "bodySize");

    private final RandomGenerator random;
    private final boolean spaced;
    /** One place in so many is odd; of some events none. */
    private final int oddity;
    private final StringBuilder json = new StringBuilder();
    private String before = "";

    private RandomEvent(RandomGenerator random) {
        this.random = random;
        this.spaced = random.nextInt(4) == 0;
        this.oddity = pick(List.of(10, 40, 150, 1_000_000));
    }

    static byte[] from(RandomGenerator random) {
        RandomEvent event = new RandomEvent(random);
        event.write();
        return event.json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write() {
        if (odd()) {
            json.append(pick(List.of("\ufeff", "\ufeff\ufeff", " \ufeff")));
        }
        if (odd()) {
            value(3);
            return;
        }
        object(member("eventSourceArn", () -> oddOr(() -> string("arn:aws:mq:b-1"))),
                member("rmqMessagesByQueue", this::queues), member("eventSource", () -> string("aws:rmq")));
        if (odd()) {
            json.append(pick(List.of(" ", "x", "{}", ",", "]", "\u0000")));
        }
    }

    private void queues() {
        oddOr(() -> repeated('{', '}', random.nextInt(3), i -> {
            string(pick(List.of("q::/", "a::b::c", "plain", "::", "q::", "::v", "", "q::/")));
            colon();
            oddOr(() -> repeated('[', ']', random.nextInt(6), j -> recordOrOneAlike()));
        }));
    }

    /** Of one queue's records most are like the one before, but for some values; now and then for what is between them. */
    private void recordOrOneAlike() {
        int start = json.length();
        if (before.isEmpty() || random.nextInt(3) == 0) {
            oddOr(this::record);
        } else {
            json.append(Variation.of(before, random));
        }
        before = json.substring(start);
    }

    private void record() {
        String body = "x".repeat(random.nextInt(60));
        object(member("basicProperties", () -> oddOr(() -> properties(body))),
                member("redelivered", () -> oddOr(() -> raw(pick(List.of("true", "false"))))),
                member("data", () -> oddOr(() -> data(body))));
    }

    private void data(String body) {
        String data = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.US_ASCII));
        string(odd()
                ? pick(List.of("*", "a", "a=", "YQ", "YQ=", "YR==", "YQ==YQ==", "Y Q==", "Y\nQ=", "_-_-", "\u00e9"))
                : data);
    }

    private void properties(String body) {
        repeated('{', '}', PROPERTIES.size(), i -> {
            String name = odd() ? pick(List.of("unknown", "bytes", "bodysize", "")) : PROPERTIES.get(i);
            string(name);
            colon();
            oddOr(() -> property(name, body));
        });
    }

    private void property(String name, String body) {
        if (!name.equals("bodySize") && random.nextInt(3) == 0) {
            raw("null");
            return;
        }
        switch (name) {
            case "headers" -> headers(3);
            case "deliveryMode", "priority" -> raw(odd() ? pick(NUMBERS) : "" + random.nextInt(10));
            case "bodySize" -> raw(odd() ? pick(NUMBERS) : "" + body.length());
            case "expiration" -> string(odd() ? pick(EXPIRATIONS) : "" + random.nextLong(400_000_000_000L));
            case "timestamp" -> string(odd() ? pick(DATES) : DATES.get(random.nextInt(4)));
            default -> string(pick(TEXTS));
        }
    }

    private void headers(int depth) {
        repeated('{', '}', random.nextInt(5), i -> {
            string(pick(List.of("x-death", "count", "tenant", "bytes", "h" + i, "")));
            colon();
            header(depth);
        });
    }

    private void header(int depth) {
        switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0, 1 -> longString();
            case 2 -> raw(odd() ? pick(NUMBERS) : "" + random.nextInt());
            case 3 -> raw("" + random.nextInt(1000) / 8.0);
            case 4 -> raw(pick(List.of("true", "false", "null")));
            case 5 -> string(pick(DATES));
            case 6 -> oddOr(() -> string(pick(TEXTS)));
            case 7 -> headers(depth - 1);
            case 8 -> repeated('[', ']', random.nextInt(4), i -> header(depth - 1));
            default -> nested(odd() ? 90 + random.nextInt(20) : random.nextInt(5));
        }
    }

    private void nested(int depth) {
        boolean arrays = random.nextBoolean();
        raw((arrays ? "[" : "{\"bytes\":").repeat(depth));
        longString();
        raw((arrays ? "]" : "}").repeat(depth));
    }

    private void longString() {
        object(member("bytes", () -> repeated('[', ']', random.nextInt(12),
                i -> raw(odd() ? pick(NUMBERS) : "" + (random.nextInt(256) - 128)))));
    }

    private void value(int depth) {
        switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> raw("null");
            case 1 -> raw(pick(NUMBERS));
            case 2 -> string(pick(TEXTS));
            case 3 -> raw(pick(List.of("true", "false", "tru", "nulls", "'x'", "\"\\x\"", "\"\\ud8\"", "\"\t\"", "")));
            case 4 -> raw("[]");
            case 5 -> raw("{}");
            case 6 -> repeated('[', ']', random.nextInt(4), i -> value(depth - 1));
            case 7 -> raw("[".repeat(300) + "]".repeat(300));
            default -> object(member(pick(PROPERTIES), () -> value(depth - 1)));
        }
    }

    private record Member(String name, Runnable value) {}

    private Member member(String name, Runnable value) {
        return new Member(name, value);
    }

    /** Now and then a member is missing, doubled or moved to the front. */
    private void object(Member... members) {
        List<Member> list = new ArrayList<>(List.of(members));
        if (odd()) {
            list.remove(random.nextInt(list.size()));
        }
        if (odd()) {
            list.add(random.nextInt(list.size() + 1), pick(List.of(members)));
        }
        repeated('{', '}', list.size(), i -> {
            string(list.get(i).name);
            colon();
            list.get(i).value.run();
        });
    }

    private void repeated(char begin, char end, int count, IntConsumer each) {
        json.append(begin);
        space();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                json.append(odd() && odd() ? ";" : ",");
                space();
            }
            each.accept(i);
            space();
        }
        json.append(odd() && odd() ? "" : end);
    }

    private void string(String text) {
        json.append('"');
        text.chars().forEach(c -> character((char) c));
        json.append('"');
    }

    private void character(char c) {
        boolean must = c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c);
        if (must || random.nextInt(20) == 0 && spaced) {
            int letter = "\"\\/\b\f\n\r\t".indexOf(c);
            json.append(letter >= 0 && random.nextBoolean()
                    ? "\\" + "\"\\/bfnrt".charAt(letter)
                    : String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
        } else {
            json.append(c);
        }
    }

    private void colon() {
        space();
        json.append(':');
        space();
    }

    private void space() {
        if (spaced && random.nextBoolean()) {
            json.append(pick(List.of(" ", "\n", "\r", "\t", "  ", odd() && odd() ? "\u00a0" : " ")));
        }
    }

    private void raw(String text) {
        json.append(text);
    }

    private void oddOr(Runnable usual) {
        if (odd()) {
            value(3);
        } else {
            usual.run();
        }
    }

    private boolean odd() {
        return random.nextInt(oddity) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
