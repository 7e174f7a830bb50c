package io.github.rabbitlambda.operations.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import io.github.rabbitlambda.operations.Deadline;
import io.github.rabbitlambda.operations.DeploymentStep;
import io.github.rabbitlambda.operations.Input;

/** The mappings that must read, their queues, and how that is verified. */
record VerifyRequest(Kind kind, String id, List<Watched> mappings, boolean probes, String brokerTasksArn,
        Deadline deadline, List<Probe> sent) {

    private enum Kind {
        /** The stack or its verification is new. */
        FIRST,
        /** A stack that was verified before has changed. */
        UPDATE,
        /** A deletion, or an update to what was verified last: a roll-back. */
        DONE
    }

    record Watched(String uuid, String queue) {
        @Override
        public String toString() {
            return "event source mapping %s of the queue %s".formatted(uuid, queue);
        }
    }

    VerifyRequest {
        mappings = List.copyOf(mappings);
        sent = List.copyOf(sent);
    }

    static VerifyRequest of(Map<String, Object> event) {
        Input properties = Input.resourceProperties(event);
        String id = "verified-" + fingerprint(properties);
        return new VerifyRequest(kind(event, id), id, watched(properties), probes(properties),
                properties.optionalText("BrokerTasksArn").orElse(""), Deadline.of(event),
                new Input("event", event).objects("Probes").stream().map(Probe::of).toList());
    }

    private static Kind kind(Map<String, Object> event, String id) {
        if (DeploymentStep.isDelete(event)) {
            return Kind.DONE;
        }
        if (DeploymentStep.isUpdate(event)) {
            return isOfLastSuccess(event, id) ? Kind.DONE : Kind.UPDATE;
        }
        return Kind.FIRST;
    }

    /** In the questions for the progress the framework has replaced the former id by the new one. */
    private static boolean isOfLastSuccess(Map<String, Object> event, String id) {
        return !DeploymentStep.hasBegun(event) && id.equals(event.get("PhysicalResourceId"));
    }

    /** Eight digits that change with what has to be verified. */
    private static String fingerprint(Input properties) {
        String verified = String.join("|", String.join(",", properties.texts("MappingIds")),
                String.join(",", properties.texts("Queues")), properties.text("Mode"),
                properties.optionalText("Nonce").orElse(""));
        CRC32 sum = new CRC32();
        sum.update(verified.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue());
    }

    boolean update() {
        return kind == Kind.UPDATE;
    }

    boolean isDone() {
        return kind == Kind.DONE;
    }

    private static boolean probes(Input properties) {
        return switch (properties.text("Mode")) {
            case "state" -> false;
            case "probe" -> true;
            default -> throw properties.wrong("Mode", "state or probe");
        };
    }

    private static List<Watched> watched(Input properties) {
        List<String> uuids = properties.texts("MappingIds");
        List<String> queues = properties.texts("Queues");
        if (uuids.isEmpty() || uuids.size() != queues.size()) {
            throw properties.wrong("MappingIds", "as many as Queues are, one at least");
        }
        List<Watched> watched = new ArrayList<>();
        for (int i = 0; i < uuids.size(); i++) {
            watched.add(new Watched(uuids.get(i), queues.get(i)));
        }
        return watched;
    }
}
