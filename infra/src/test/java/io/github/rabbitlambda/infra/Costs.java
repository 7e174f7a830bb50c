package io.github.rabbitlambda.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a template costs a month by the unit prices of the documentation. */
final class Costs {
    private static final BigDecimal HOURS = BigDecimal.valueOf(730);
    // the metrics that the listener reports, and those that a function reports for each queue
    private static final int LISTENER_METRICS = 13;
    private static final int QUEUE_METRICS = 5;
    private static final int DEAD_LETTER_METRICS = 3;
    private static final int BROKER_METRICS = 1;
    private final Map<String, BigDecimal> prices = new LinkedHashMap<>();
    private final Template template;

    Costs(Template template) {
        this.template = template;
        Pattern.compile("(?m)^\\| (\\w+) \\| ([0-9.]+) \\|").matcher(text())
                .results().forEach(row -> prices.put(row.group(1), new BigDecimal(row.group(2))));
    }

    private static String text() {
        try {
            return Files.readString(Path.of("..", "docs", "options", "prices.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String table() {
        StringBuilder table = new StringBuilder("| what | how many | USD a month |\n|---|---|---|\n");
        items().forEach((item, count) -> table
                .append("| %s | %d | %s |\n".formatted(item.split(":")[1], count, cost(item, count))));
        return table.append("| **together** | | **").append(total()).append("** |\n").toString();
    }

    BigDecimal total() {
        return items().entrySet().stream().map(item -> cost(item.getKey(), item.getValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal cost(String item, int count) {
        String price = item.split(":")[0];
        BigDecimal each = prices.get(price).multiply(BigDecimal.valueOf(count));
        boolean hourly = Set.of("broker", "nat", "address", "endpoint").contains(price);
        return (hourly ? each.multiply(HOURS) : each).setScale(2, RoundingMode.HALF_UP);
    }

    private Map<String, Integer> items() {
        Map<String, Integer> items = new LinkedHashMap<>();
        items.put("broker:broker, one mq.m7g.medium", count("AWS::AmazonMQ::Broker"));
        items.put("nat:NAT gateway", count("AWS::EC2::NatGateway"));
        items.put("address:its public address", count("AWS::EC2::EIP"));
        items.put("endpoint:interface endpoints, in one zone", count("AWS::EC2::VPCEndpoint"));
        items.put("secret:secret", count("AWS::SecretsManager::Secret"));
        items.put("dashboard:dashboard", count("AWS::CloudWatch::Dashboard"));
        items.put("alarm:metrics in alarms", alarmMetrics());
        items.put(isObserved() ? "metric:custom metrics (listener and two queues)" : "metric:custom metrics (listener)",
                LISTENER_METRICS + (isObserved() ? QUEUE_METRICS + DEAD_LETTER_METRICS + BROKER_METRICS : 0));
        items.values().removeIf(count -> count == 0);
        return items;
    }

    private boolean isObserved() {
        return count("AWS::Events::Rule") > 0;
    }

    private int count(String type) {
        return template.ofType(type).size();
    }

    private int alarmMetrics() {
        return template.ofType("AWS::CloudWatch::Alarm").values().stream().mapToInt(Costs::metrics).sum();
    }

    private static int metrics(JsonNode alarm) {
        JsonNode metrics = alarm.get("Properties").path("Metrics");
        return metrics.isMissingNode()
                ? 1
                : (int) Template.stream(metrics).filter(metric -> metric.has("MetricStat")).count();
    }
}
