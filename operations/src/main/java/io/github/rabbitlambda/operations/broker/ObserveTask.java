package io.github.rabbitlambda.operations.broker;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * Reports messages, consumers and, for the listener's queues, acknowledgements of each queue as metrics, because
 * CloudWatch has no metrics of single queues for RabbitMQ 4.x. The broker's own figures are up to five seconds old.
 *
 * <p>Figures come from the endpoint for Prometheus if there is one. The management API is asked only for queues that the
 * endpoint does not know, after the others' metrics are written. A deployment, which names the queue that it asks for, reads the management API alone: it must
 * not depend on what Amazon MQ does not document.
 */
record ObserveTask(BrokerSettings settings, Supplier<ManagementApi> management, Optional<MetricsEndpoint> endpoint,
        EmbeddedMetrics format, PrintStream log) {

    Map<String, Object> observe(Input event) {
        return event.has("queues")
                ? report(event.texts("queues"), Map.of())
                : reportAll(endpoint.map(this::scraped).orElseGet(Map::of));
    }

    /** Also tells of how many queues the broker has no counts: their other metrics, and so their alarms, have no data. */
    private Map<String, Object> reportAll(Map<String, QueueCounts> scraped) {
        Map<String, Object> result = report(settings.observed(), scraped);
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("Broker", settings.brokerName());
        dimensions.put("VirtualHost", settings.virtualHost());
        log.println(format.line(dimensions, Map.of("QueuesWithoutCounts",
                (long) ((List<?>) result.get("missing")).size() + ((List<?>) result.get("withoutCounts")).size())));
        return result;
    }

    private Map<String, QueueCounts> scraped(MetricsEndpoint metrics) {
        try {
            return metrics.read(settings.virtualHost());
        } catch (OperationFailedException unreadable) {
            log.println(unreadable.getMessage() + ". The management API is read instead");
            return Map.of();
        }
    }

    private Map<String, Object> report(List<String> names, Map<String, QueueCounts> scraped) {
        List<Map<String, Object>> queues = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String queue : names) {
            Optional.ofNullable(scraped.get(queue)).filter(QueueCounts::areKnown).ifPresentOrElse(
                    counts -> queues.add(report(queue, counts)), () -> others.add(queue));
        }
        List<String> missing = new ArrayList<>();
        List<String> withoutCounts = new ArrayList<>();
        Optional<ManagementApi> api = others.isEmpty() ? Optional.empty() : Optional.of(management.get());
        for (String queue : others) {
            Optional<QueueCounts> counts = read(api.orElseThrow(), queue);
            counts.ifPresentOrElse(known -> queues.add(report(queue, known)), () -> missing.add(queue));
            counts.filter(known -> !known.areKnown()).ifPresent(known -> withoutCounts.add(queue));
        }
        withoutCounts.forEach(this::tell);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("queues", queues);
        result.put("missing", missing);
        result.put("withoutCounts", withoutCounts);
        if (!missing.isEmpty()) {
            result.put("note", "what is missing does not exist, or %s may not see it"
                    .formatted(api.orElseThrow().userOfSecret()));
        }
        return result;
    }

    private Optional<QueueCounts> read(ManagementApi api, String queue) {
        return api.call("read the queue " + queue,
                client -> Optional.ofNullable(client.getQueue(settings.virtualHost(), queue)).map(QueueCounts::of));
    }

    private void tell(String queue) {
        log.println(
                ("The broker has no message counts of the queue %s, so its metrics and alarms have no data. A queue that "
                        + "has just been made has them after some seconds; one that came from RabbitMQ 3.13 may lose them on 4.3.0 "
                        + "to 4.3.3 (rabbitmq-server #16974)").formatted(queue));
    }

    private Map<String, Object> report(String queue, QueueCounts counts) {
        Map<String, Long> metrics = counts.metrics();
        if (settings.queues().contains(queue)) {
            counts.waiting().ifPresent(figure -> metrics.put("MessagesWaiting", figure));
            metrics.put("MessagesAcknowledged", counts.acknowledged());
        }
        log.println(format.line(settings.dimensions(queue), metrics));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("queue", queue);
        report.put("ready", metrics.get("MessagesReady"));
        report.put("unacknowledged", metrics.get("MessagesUnacknowledged"));
        report.put("consumers", metrics.get("Consumers"));
        report.put("acknowledged", counts.acknowledged());
        return report;
    }
}
