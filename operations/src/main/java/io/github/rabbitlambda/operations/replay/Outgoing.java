package io.github.rabbitlambda.operations.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.operations.broker.BrokerTasks;
import io.github.rabbitlambda.operations.InvokedFunction;
import io.github.rabbitlambda.operations.OperationFailedException;

/** A parked message on its way back, in the form and size in which it travels. */
record Outgoing(ParkedMessage message, Map<String, Object> json, int bytes) {
    /** An invocation takes 6 MB; the rest is the envelope's. */
    private static final int PAYLOAD_BYTES = 6_000_000;

    static Outgoing of(ParkedMessage message, Map<String, Object> json) {
        int bytes = InvokedFunction.json(json).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > PAYLOAD_BYTES) {
            throw new OperationFailedException("it has %d bytes, and an invocation takes %d: publish it by hand"
                    .formatted(bytes, PAYLOAD_BYTES));
        }
        return new Outgoing(message, json, bytes);
    }

    /** As few groups as fit into one invocation each. */
    static List<List<Outgoing>> grouped(List<Outgoing> messages) {
        List<List<Outgoing>> groups = new ArrayList<>();
        int bytes = 0;
        for (Outgoing message : messages) {
            if (groups.isEmpty() || bytes + message.bytes > PAYLOAD_BYTES) {
                groups.add(new ArrayList<>());
                bytes = 0;
            }
            groups.getLast().add(message);
            bytes += message.bytes;
        }
        return groups;
    }

    /** What {@link BrokerTasks} is asked. */
    static Map<String, Object> republish(List<Outgoing> group) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("task", "republish");
        event.put("messages", group.stream().map(Outgoing::json).toList());
        return event;
    }
}
