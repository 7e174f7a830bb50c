package io.github.rabbitlambda.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A message as a peek shows it, its members in the order in which they are added. Headers and the reason are cut, as the
 * body is, so that the answer of an invocation can hold them. Not thread-safe.
 */
public final class PeekedMessage {
    /** Of each header, and of the JSON of all headers. */
    static final int HEADER_CHARACTERS = 4_000;
    private static final int TEXT_CHARACTERS = 1_000;

    private final PeekRequest request;
    private final Map<String, Object> members = new LinkedHashMap<>();

    public PeekedMessage(PeekRequest request) {
        this.request = request;
    }

    /**
     * Returns the answer of a peek.
     *
     * @param depth
     *            the number of messages in the queue; a peek takes none away
     */
    public static Map<String, Object> answer(Number depth, List<Map<String, Object>> messages) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("looked", messages.size());
        answer.put("left", depth);
        answer.put("messages", messages);
        return answer;
    }

    /** Leaves out what is absent. */
    public PeekedMessage with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value instanceof String text ? cut(text, TEXT_CHARACTERS) : value);
        }
        return this;
    }

    /** Adds when something happened to the message, and how many seconds ago. */
    public PeekedMessage since(String name, Instant time, Instant now) {
        members.put(name, time.toString());
        members.put("ageSeconds", Duration.between(time, now).toSeconds());
        return this;
    }

    /** AMQP's properties have 255 bytes at most; what somebody wrote by hand may have more. */
    public PeekedMessage properties(Map<String, Object> properties) {
        Map<String, Object> shown = new LinkedHashMap<>();
        properties.forEach((name, value) -> shown.put(name,
                value instanceof Integer ? value : cut(String.valueOf(value), TEXT_CHARACTERS)));
        members.put("properties", shown);
        return this;
    }

    /** @param headers in JSON's types; where they are long, the beginning of their JSON is shown */
    public PeekedMessage headers(Map<String, Object> headers) {
        String json = InvokedFunction.json(headers);
        members.put("headers", json.length() > HEADER_CHARACTERS || !PlainJson.isShort(headers)
                ? cut(json, HEADER_CHARACTERS)
                : headers);
        return this;
    }

    public PeekedMessage body(byte[] body, @Nullable String contentEncoding) {
        members.put("body", new ReadableBody(body, contentEncoding).shown(request.characters()));
        return this;
    }

    public Map<String, Object> json() {
        return members;
    }

    private static String cut(String text, int most) {
        return text.length() > most ? ReadableBytes.beginning(text, most) + "…" : text;
    }
}
