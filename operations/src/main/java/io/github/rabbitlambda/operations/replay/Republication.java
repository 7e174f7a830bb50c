package io.github.rabbitlambda.operations.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.operations.broker.BrokerTasks;
import io.github.rabbitlambda.operations.InvokedFunction;
import io.github.rabbitlambda.operations.OperationFailedException;

/** A parked message in the form and size in which it is sent to BrokerTasks. */
record Republication(ParkedMessage message, Map<String, Object> json, int bytes) {
    /** An invocation's payload may have 6 MB; the difference is for the envelope. */
    private static final int PAYLOAD_BYTES = 6_000_000;

    static Republication of(ParkedMessage message, Map<String, Object> json) {
        int bytes = InvokedFunction.json(json).getBytes(StandardCharsets.UTF_8).length;
        requireSize(bytes);
        return new Republication(message, json, bytes);
    }

    static void requireSize(long bytes) {
        if (bytes > PAYLOAD_BYTES) {
            throw new OperationFailedException("it has %d bytes, and an invocation takes %d: publish it by hand"
                    .formatted(bytes, PAYLOAD_BYTES));
        }
    }

    /** Distributes messages over as few groups as possible, each of which fits into one invocation. */
    static List<List<Republication>> grouped(List<Republication> messages) {
        List<List<Republication>> groups = new ArrayList<>();
        int bytes = 0;
        for (Republication message : messages) {
            if (groups.isEmpty() || bytes + message.bytes > PAYLOAD_BYTES) {
                groups.add(new ArrayList<>());
                bytes = 0;
            }
            groups.getLast().add(message);
            bytes += message.bytes;
        }
        return groups;
    }

    /** Returns the event for {@link BrokerTasks}. */
    static Map<String, Object> republish(List<Republication> group) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("task", "republish");
        event.put("messages", group.stream().map(Republication::json).toList());
        return event;
    }
}
