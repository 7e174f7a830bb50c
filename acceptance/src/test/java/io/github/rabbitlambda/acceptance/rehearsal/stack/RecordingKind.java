package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Records what a stack asks for. A change of the property Name replaces; the property Fails refuses. */
final class RecordingKind implements Kind {
    final List<String> calls = new ArrayList<>();
    private int made;

    @Override
    public Made create(Order order) {
        record("create", order.id(), order.properties());
        return Made.of(order.id() + "-" + ++made).with("Arn", "arn");
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return !before.path("Name").equals(after.path("Name"));
    }

    @Override
    public Made update(Deployed before, Order order) {
        record("update", before.physicalId(), order.properties());
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        record("delete", resource.physicalId(), resource.properties());
        if (resource.properties().has("Stays")) {
            throw new Refused("stays");
        }
    }

    private void record(String what, String id, JsonNode properties) {
        calls.add(what + " " + id + properties.path("Size").asText(""));
        if (!what.equals("delete") && properties.has("Fails")) {
            throw new Refused("fails");
        }
    }
}
