package io.github.rabbitlambda.local.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.event.ruler.Machine;

/**
 * One filter pattern in EventBridge's language, compared by AWS's own rule engine. If the body and the {@code data}
 * pattern are of different kinds, only the other keys of the pattern are compared, as in AWS's table
 * (https://docs.aws.amazon.com/lambda/latest/dg/with-mq-filtering.html).
 */
final class Filter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> UNRELIABLE_OPERATORS = Set.of("suffix", "$or", "equals-ignore-case");
    private static final Set<String> KEYS = Set.of("data", "basicProperties", "redelivered", "$or");

    private final ObjectNode pattern;
    private final Body.@Nullable Kind dataKind;
    private final @Nullable Machine whole;
    private final @Nullable Machine withoutData;

    private Filter(ObjectNode pattern, Body.@Nullable Kind dataKind) throws IOException {
        this.pattern = pattern;
        this.dataKind = dataKind;
        this.whole = machine(pattern);
        this.withoutData = machine(pattern.deepCopy().without("data"));
    }

    /** Null for an empty pattern, which matches every message. */
    private static @Nullable Machine machine(JsonNode pattern) throws IOException {
        if (pattern.isEmpty()) {
            return null;
        }
        Machine machine = Machine.builder().build();
        machine.addRule("filter", pattern.toString());
        return machine;
    }

    static Filter parse(String text) {
        try {
            if (!(JSON.readTree(text) instanceof ObjectNode pattern)) {
                throw new IOException("it is not a JSON object");
            }
            return new Filter(pattern, dataKind(pattern.path("data")));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "filter must be an event pattern such as {\"data\":{\"kind\":[\"order\"]}} (%s: %s)"
                            .formatted(text, reason(e)),
                    e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
    }

    private static Body.@Nullable Kind dataKind(JsonNode data) throws IOException {
        if (data.isMissingNode()) {
            return null;
        }
        if (data.isArray()) {
            return Body.Kind.TEXT;
        }
        if (data.isObject()) {
            return Body.Kind.JSON;
        }
        throw new IOException("\"data\" must be an array, for text, or an object, for JSON");
    }

    boolean matches(Body body, ObjectNode message) {
        Machine machine = dataKind == null || dataKind == body.kind() ? whole : withoutData;
        return machine == null || !machine.rulesForJSONEvent(message).isEmpty();
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        pattern.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                warnings.add(
                        "filter %s: no RabbitMQ message has \"%s\", so it matches nothing and every message is lost; the body is \"data\""
                                .formatted(pattern, key));
            }
            if (key.equals("basicProperties")) {
                warnings.add(
                        "filter %s: AWS documents only \"data\"; that \"basicProperties\" works is reported by one AWS sample"
                                .formatted(pattern));
            }
        });
        for (String operator : operators()) {
            warnings.add("filter %s: \"%s\" is reported not to work with Amazon MQ".formatted(pattern, operator));
        }
        return warnings;
    }

    private Set<String> operators() {
        Set<String> found = new TreeSet<>();
        collect(pattern, found);
        return found;
    }

    private static void collect(JsonNode node, Set<String> found) {
        node.fieldNames().forEachRemaining(name -> {
            if (UNRELIABLE_OPERATORS.contains(name)) {
                found.add(name);
            }
        });
        node.forEach(child -> collect(child, found));
    }
}
