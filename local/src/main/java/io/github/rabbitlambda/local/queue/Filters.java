package io.github.rabbitlambda.local.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The mapping's filter criteria: a message passes if there are none, or if one of them matches
 * (https://docs.aws.amazon.com/lambda/latest/dg/with-mq-filtering.html). Other messages are acknowledged and lost.
 * Not thread-safe.
 */
public final class Filters {
    /** Lambda refuses more, even with a raised quota. */
    private static final int LIMIT = 10;
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Filter> filters;

    private Filters(List<Filter> filters) {
        this.filters = List.copyOf(filters);
    }

    /**
     * Reads filter patterns.
     *
     * @throws IllegalArgumentException
     *             if one is not an event pattern, or there are more than ten
     */
    public static Filters of(List<String> patterns) {
        if (patterns.size() > LIMIT) {
            throw new IllegalArgumentException(
                    "filters may be given at most %d times (given %d): Lambda allows 5, and %d with a raised quota"
                            .formatted(LIMIT, patterns.size(), LIMIT));
        }
        return new Filters(patterns.stream().map(Filter::parse).toList());
    }

    /** Filters that may lose messages unexpectedly, each with its reason. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (filters.size() > 5) {
            warnings.add("%d filters: Lambda allows 5 unless the quota is raised".formatted(filters.size()));
        }
        filters.forEach(filter -> warnings.addAll(filter.warnings()));
        return warnings;
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    /** Whether a message passes; {@code record} is its JSON in the event. */
    boolean match(byte[] body, byte[] record) {
        Body content = Body.of(body);
        ObjectNode message = message(content, record);
        return filters.stream().anyMatch(filter -> filter.matches(content, message));
    }

    private static ObjectNode message(Body body, byte[] record) {
        try {
            ObjectNode message = (ObjectNode) JSON.readTree(record);
            JsonNode data = body.content();
            return data == null ? message.without("data") : message.set("data", data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
