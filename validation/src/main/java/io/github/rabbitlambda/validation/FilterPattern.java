package io.github.rabbitlambda.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.event.ruler.JsonRuleCompiler;

/**
 * One filter pattern of a mapping, in EventBridge's language and checked by AWS's own rule engine.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq-filtering.html">Lambda: filters of Amazon MQ
 *      mappings</a>
 */
public final class FilterPattern {
    private static final JsonMapper JSON = new JsonMapper();
    /** https://docs.aws.amazon.com/lambda/latest/api/API_Filter.html */
    private static final int MOST_CHARACTERS = 4096;
    private static final Set<String> UNRELIABLE_OPERATORS = Set.of("suffix", "$or", "equals-ignore-case");
    private static final Set<String> KEYS = Set.of("data", "basicProperties", "redelivered", "$or");
    /** As in the sample event: https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html */
    private static final Set<String> PROPERTIES = Set.of("contentType", "contentEncoding", "headers", "deliveryMode",
            "priority", "correlationId", "replyTo", "expiration", "messageId", "timestamp", "type", "userId", "appId",
            "clusterId", "bodySize", "$or");

    private final ObjectNode json;
    private final Optional<DataKind> dataKind;

    private FilterPattern(ObjectNode json, Optional<DataKind> dataKind) {
        this.json = json;
        this.dataKind = dataKind;
    }

    /** What a pattern's {@code data} compares: the body as text, or its fields as JSON. */
    public enum DataKind {
        TEXT, JSON
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException
     *             if Lambda would refuse it: if it is no event pattern, or longer than 4096 characters
     */
    public static FilterPattern parse(String text) {
        try {
            if (!(JSON.readTree(text) instanceof ObjectNode pattern)) {
                throw new IOException("it is not a JSON object");
            }
            FilterPattern filter = new FilterPattern(pattern, dataKind(pattern.path("data")));
            filter.requireRules();
            filter.requireLength();
            return filter;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "filter must be an event pattern such as {\"data\":{\"kind\":[\"order\"]}} (%s: %s)"
                            .formatted(text, reason(e)),
                    e);
        }
    }

    /** An empty pattern is no rule, and matches every message. */
    private void requireRules() throws IOException {
        if (!json.isEmpty()) {
            JsonRuleCompiler.compile(json.toString());
        }
    }

    private void requireLength() {
        int length = json.toString().length();
        if (length > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "filter must have at most %d characters (given %d): Lambda takes no longer one"
                            .formatted(MOST_CHARACTERS, length));
        }
    }

    private static String reason(IOException e) {
        return e instanceof JsonProcessingException syntax
                ? syntax.getOriginalMessage()
                : String.valueOf(e.getMessage());
    }

    private static Optional<DataKind> dataKind(JsonNode data) throws IOException {
        if (data.isMissingNode()) {
            return Optional.empty();
        }
        if (data.isArray()) {
            return Optional.of(DataKind.TEXT);
        }
        if (data.isObject()) {
            return Optional.of(DataKind.JSON);
        }
        throw new IOException("\"data\" must be an array, for text, or an object, for JSON");
    }

    /** The pattern as Lambda gets it, without the spaces of its text. */
    public String json() {
        return json.toString();
    }

    /** What is left without the key {@code data}. */
    public String jsonWithoutData() {
        return json.deepCopy().without("data").toString();
    }

    /** Which bodies the key {@code data} is compared with; empty without that key. */
    public Optional<DataKind> dataKind() {
        return dataKind;
    }

    /** Whether it has no key, and so matches every message. */
    public boolean isEmpty() {
        return json.isEmpty();
    }

    /** Why the pattern matches no message at all, so that the mapping acknowledges and loses each one. */
    public List<String> losses() {
        List<String> losses = new ArrayList<>();
        unknown(json, KEYS).forEach(key -> losses.add(
                "filter %s: no RabbitMQ message has \"%s\", so it matches nothing and every message is lost; the body is \"data\""
                        .formatted(json, key)));
        unknown(json.path("basicProperties"), PROPERTIES).forEach(key -> losses.add(
                "filter %s: no RabbitMQ message has \"basicProperties\".\"%s\", so it matches nothing and every message is lost; headers are in \"basicProperties\".\"headers\""
                        .formatted(json, key)));
        return losses;
    }

    private static List<String> unknown(JsonNode pattern, Set<String> known) {
        List<String> unknown = new ArrayList<>();
        pattern.properties().forEach(entry -> {
            if (!known.contains(entry.getKey()) && !isSatisfiedByAbsence(entry.getValue())) {
                unknown.add(entry.getKey());
            }
        });
        return unknown;
    }

    /** {@code [{"exists": false}]} matches what isn't there. */
    private static boolean isSatisfiedByAbsence(JsonNode pattern) {
        return pattern.findValues("exists").stream().anyMatch(exists -> !exists.booleanValue());
    }

    /** What AWS doesn't document, or others report not to work, each with the part of the pattern. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (String key : List.of("basicProperties", "redelivered")) {
            if (json.has(key)) {
                warnings.add(
                        "filter %s: AWS documents only \"data\"; that \"basicProperties\" works is reported by one AWS sample"
                                .formatted(json));
                break;
            }
        }
        Set<String> operators = new TreeSet<>();
        collectOperators(json, operators);
        operators.forEach(operator -> warnings
                .add("filter %s: \"%s\" is reported not to work with Amazon MQ".formatted(json, operator)));
        return warnings;
    }

    private static void collectOperators(JsonNode node, Set<String> found) {
        node.fieldNames().forEachRemaining(name -> {
            if (UNRELIABLE_OPERATORS.contains(name)) {
                found.add(name);
            }
        });
        node.forEach(child -> collectOperators(child, found));
    }
}
