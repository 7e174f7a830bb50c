package io.github.rabbitlambda.operations.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;

/**
 * A line of metrics for CloudWatch.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *      Embedded metric format</a>
 */
record EmbeddedMetrics(Clock clock) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String line(Map<String, String> dimensions, Map<String, Long> figures) {
        ObjectNode line = JSON.createObjectNode();
        ObjectNode directive = line.putObject("_aws").put("Timestamp", clock.millis()).putArray("CloudWatchMetrics")
                .addObject().put("Namespace", "RabbitLambda");
        ArrayNode set = directive.putArray("Dimensions").addArray();
        dimensions.forEach((name, value) -> {
            set.add(name);
            line.put(name, value);
        });
        ArrayNode names = directive.putArray("Metrics");
        figures.forEach((name, figure) -> {
            names.addObject().put("Name", name).put("Unit", "Count");
            line.put(name, figure);
        });
        return line.toString();
    }
}
