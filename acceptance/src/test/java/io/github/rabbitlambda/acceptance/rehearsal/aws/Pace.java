package io.github.rabbitlambda.acceptance.rehearsal.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How many times faster than at AWS the waits of a rehearsal pass. */
public record Pace(int factor) {

    public Duration of(Duration atAws) {
        return atAws.dividedBy(factor);
    }

    public void pause(Duration atAws) throws InterruptedException {
        Thread.sleep(of(atAws));
    }

    /**
     * Moves the instants in a waiter's state back, so that a handler, whose clock is real, sees as much time gone as the
     * waits would have taken.
     */
    public JsonNode aged(JsonNode state, Duration elapsed) {
        if (state.isTextual()) {
            return aged(state, state.textValue(), elapsed);
        }
        if (state.isArray()) {
            ArrayNode aged = JsonNodeFactory.instance.arrayNode();
            state.forEach(item -> aged.add(aged(item, elapsed)));
            return aged;
        }
        if (!state.isObject()) {
            return state;
        }
        ObjectNode aged = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : state.properties()) {
            aged.set(field.getKey(), aged(field.getValue(), elapsed));
        }
        return aged;
    }

    private JsonNode aged(JsonNode state, String text, Duration elapsed) {
        if (!text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
            return state;
        }
        return JsonNodeFactory.instance
                .textNode(Instant.parse(text).minus(elapsed.multipliedBy(factor - 1L)).toString());
    }
}
