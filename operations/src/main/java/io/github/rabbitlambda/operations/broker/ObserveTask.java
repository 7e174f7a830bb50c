package io.github.rabbitlambda.operations.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.http.client.domain.QueueInfo;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.operations.Input;

/**
 * Reports messages, consumers and, for the listener's queues, acknowledgements of each queue as metrics in the embedded metric format, because CloudWatch has no
 * metrics of single queues for RabbitMQ 4.x. The broker's own figures are up to five seconds old.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *      Embedded metric format</a>
 */
record ObserveTask(BrokerSettings settings, ManagementApi api, Clock clock, PrintStream metrics) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Map<String, Object> observe(Input event) {
        List<Map<String, Object>> queues = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String queue : event.has("queues") ? event.texts("queues") : settings.observed()) {
            read(queue).ifPresentOrElse(figures -> queues.add(report(queue, figures)), () -> missing.add(queue));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("queues", queues);
        result.put("missing", missing);
        if (!missing.isEmpty()) {
            result.put("note", "what is missing does not exist, or %s may not see it".formatted(api.userOfSecret()));
        }
        return result;
    }

    private Optional<QueueInfo> read(String queue) {
        return api.call("read the queue " + queue,
                client -> Optional.ofNullable(client.getQueue(settings.virtualHost(), queue)));
    }

    private Map<String, Object> report(String queue, QueueInfo info) {
        Map<String, Long> figures = figures(info);
        if (settings.queues().contains(queue)) {
            figures.put("MessagesAcknowledged", acknowledged(info));
        }
        metrics.println(line(queue, figures));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("queue", queue);
        report.put("ready", figures.get("MessagesReady"));
        report.put("unacknowledged", figures.get("MessagesUnacknowledged"));
        report.put("consumers", figures.get("Consumers"));
        report.put("acknowledged", acknowledged(info));
        return report;
    }

    private String line(String queue, Map<String, Long> figures) {
        ObjectNode line = JSON.createObjectNode();
        ObjectNode directive = line.putObject("_aws").put("Timestamp", clock.millis()).putArray("CloudWatchMetrics")
                .addObject().put("Namespace", "RabbitLambda");
        directive.putArray("Dimensions").addArray().add("Broker").add("VirtualHost").add("Queue");
        ArrayNode names = directive.putArray("Metrics");
        line.put("Broker", settings.brokerName()).put("VirtualHost", settings.virtualHost()).put("Queue", queue);
        figures.forEach((name, figure) -> {
            names.addObject().put("Name", name).put("Unit", "Count");
            line.put(name, figure);
        });
        return line.toString();
    }

    /** All that the queue has counted since the broker started; a queue that has acknowledged nothing has no count. */
    private static long acknowledged(QueueInfo info) {
        return info.getMessageStats() == null ? 0 : info.getMessageStats().getAck();
    }

    /** Removes missing figures, which the client returns as -1 for a queue that has just been made. */
    private static Map<String, Long> figures(QueueInfo info) {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("MessagesReady", info.getMessagesReady());
        figures.put("MessagesUnacknowledged", info.getMessagesUnacknowledged());
        figures.put("Consumers", info.getConsumerCount());
        figures.values().removeIf(figure -> figure < 0);
        return figures;
    }
}
