package io.github.rabbitlambda.operations.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.operations.broker.BrokerTasks;
import io.github.rabbitlambda.operations.Input;

/**
 * A marked message on a queue, and the queue's state just before: its acknowledgements so far and its messages, which
 * are ahead of the probe. The listener drops a message with the mark.
 */
record Probe(String queue, Instant sentAt, long acknowledged, long ahead) {
    static final String HEADER = "x-rabbitlambda-probe";
    /** The broker's figures are up to five seconds old, and the count of acknowledgements may be switched off. */
    private static final Duration SETTLED = Duration.ofSeconds(60);

    static Probe of(Input json) {
        return new Probe(json.text("queue"), Instant.parse(json.text("sentAt")), json.number("acknowledged", 0, 0),
                json.number("ahead", 0, 0));
    }

    static Probe before(String queue, Instant now, Input observed) {
        return new Probe(queue, now, observed.number("acknowledged", 0, 0), waiting(observed).orElse(0L));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("queue", queue);
        json.put("sentAt", sentAt.toString());
        json.put("acknowledged", acknowledged);
        json.put("ahead", ahead);
        return json;
    }

    /** Returns the probe in the form that {@link BrokerTasks} takes. */
    static Map<String, Object> message(String queue, String id) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("contentType", "text/plain");
        properties.put("headers", Map.of(HEADER, Map.of("bytes", signed(id))));
        properties.put("deliveryMode", 2);
        properties.put("messageId", id);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("basicProperties", properties);
        record.put("data", Base64.getEncoder().encodeToString("probe".getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("queue", queue);
        message.put("record", record);
        return message;
    }

    /**
     * Whether the probe was acknowledged. It was if there are more acknowledgements than there were messages ahead, if
     * there is at least one and the queue is empty, or, without a count of acknowledgements, if the queue is empty
     * after a while.
     */
    boolean isRead(Input observed, Instant now) {
        long since = acknowledgedSince(observed);
        boolean empty = waiting(observed).filter(count -> count == 0).isPresent();
        return since > ahead || empty && (since > 0 || now.isAfter(sentAt.plus(SETTLED)));
    }

    /** Acknowledgements after the probe was sent. The broker's count begins anew when the broker restarts. */
    long acknowledgedSince(Input observed) {
        long counted = observed.number("acknowledged", 0, 0);
        return counted >= acknowledged ? counted - acknowledged : counted;
    }

    static String told(Input observed) {
        return "ready %s, unacknowledged %s, consumers %s".formatted(figure(observed, "ready"),
                figure(observed, "unacknowledged"), figure(observed, "consumers"));
    }

    private static String figure(Input observed, String key) {
        return observed.optionalText(key).orElse("unknown");
    }

    private static Optional<Long> waiting(Input observed) {
        return observed.has("ready") && observed.has("unacknowledged")
                ? Optional.of(observed.number("ready", 0, 0) + observed.number("unacknowledged", 0, 0))
                : Optional.empty();
    }

    private static List<Integer> signed(String text) {
        List<Integer> bytes = new ArrayList<>();
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add((int) unit);
        }
        return bytes;
    }
}
