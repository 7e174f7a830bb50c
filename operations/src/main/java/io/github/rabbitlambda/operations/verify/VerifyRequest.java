package io.github.rabbitlambda.operations.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.operations.Input;

/** The mappings that must read, their queues, and how that is verified. */
record VerifyRequest(boolean delete, List<Watched> mappings, boolean probes, String brokerTasksArn, Duration deadline,
        Optional<Instant> startedAt, List<Probe> sent) {
    private static final int DEFAULT_MINUTES = 13;

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
        Input whole = new Input("event", event);
        return new VerifyRequest("Delete".equals(event.get("RequestType")), watched(properties), probes(properties),
                properties.optionalText("BrokerTasksArn").orElse(""),
                Duration.ofMinutes(properties.number("DeadlineMinutes", 1, DEFAULT_MINUTES)),
                whole.optionalText("StartedAt").map(Instant::parse),
                whole.objects("Probes").stream().map(Probe::of).toList());
    }

    boolean isOverdue(Instant now) {
        return startedAt.filter(start -> start.plus(deadline).isBefore(now)).isPresent();
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
