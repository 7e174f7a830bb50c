package io.github.rabbitlambda.infra.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.OutputValues;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MonitoringTest {
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-logging-monitoring.html
    private static final Set<String> BROKER = Set.of("MessageReadyCount", "MessageUnacknowledgedCount",
            "RabbitMQMemUsed", "RabbitMQMemLimit", "RabbitMQDiskFree", "RabbitMQDiskFreeLimit");

    private static JsonNode alarm(Template template, String name) {
        return template.properties(template.id(ALARM, "Monitoring" + name));
    }

    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void alarmsOnEverythingThatStopsTheQueueOrLosesMessages(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(template.ofType(ALARM)).hasSize(8);
        assertThat(threshold(template, "ParkedMessages")).isZero();
        assertThat(threshold(template, "ParkedLong")).isEqualTo(10 * 86_400);
        assertThat(threshold(template, "DeadLetters")).isZero();
        assertThat(threshold(template, "ListenerErrors")).isZero();
        assertThat(threshold(template, "Stalled")).isZero();
        assertThat(threshold(template, "Unobserved")).isZero();
        assertThat(threshold(template, "BrokerMemory")).isEqualTo(80);
        assertThat(threshold(template, "BrokerDisk")).isEqualTo(200);
    }

    private static int threshold(Template template, String name) {
        return alarm(template, name).get("Threshold").asInt();
    }

    // an alarm on a metric that RabbitMQ 4 brokers don't have never goes off
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void usesOnlyMetricsThatExist(String name) {
        Template template = Synthesis.standard().stack(name);
        String dashboard = template.only("AWS::CloudWatch::Dashboard").toString();
        Stream<String> drawn = Pattern.compile("AWS/AmazonMQ\\\\*\",\\\\*\"(\\w+)").matcher(dashboard).results()
                .map(match -> match.group(1));
        Stream<String> alarmed = template.ofType(ALARM).values().stream().flatMap(MonitoringTest::metrics)
                .filter(metric -> metric.get("Namespace").asText().equals("AWS/AmazonMQ"))
                .map(metric -> metric.get("MetricName").asText());
        assertThat(Stream.concat(drawn, alarmed).collect(Collectors.toSet())).isEqualTo(BROKER);
    }

    private static Stream<JsonNode> metrics(JsonNode alarm) {
        JsonNode properties = alarm.get("Properties");
        return properties.has("MetricName")
                ? Stream.of(properties)
                : Template.stream(properties.get("Metrics")).filter(metric -> metric.has("MetricStat"))
                        .map(metric -> metric.get("MetricStat").get("Metric"));
    }

    // a count of acknowledgements only grows; a rate is a sample, which misses the moment when a slow batch ends
    @Test
    void alarmsOnAQueueThatHoldsMessagesAndAcknowledgesNone() {
        JsonNode stalled = alarm(Synthesis.of(StackNames.PUBLIC, Map.of("shards", "2")), "Stalled");
        assertThat(stalled.get("Metrics").get(0).get("Expression").asText()).isEqualTo(
                "IF((waiting0 > 0 AND DIFF(acks0) == 0) OR (waiting1 > 0 AND DIFF(acks1) == 0), 1, 0)");
        assertThat(Template.stream(stalled.get("Metrics")).skip(1).map(metric -> metric.get("Id").asText() + " "
                + metric.get("MetricStat").get("Metric").get("MetricName").asText() + " "
                + metric.get("MetricStat").get("Stat").asText()))
                .containsExactly("waiting0 MessagesWaiting Minimum", "acks0 MessagesAcknowledged Maximum",
                        "waiting1 MessagesWaiting Minimum", "acks1 MessagesAcknowledged Maximum");
        assertThat(stalled.get("TreatMissingData").asText()).isEqualTo("notBreaching");
    }

    // a batch may take the whole time-out, after a whole window and the broker's delay, and is acknowledged at its end only
    @ParameterizedTest
    @CsvSource({"300,,60,3,15", "600,,0,4,20", "599,1,0,3,15", "539,1,60,3,15", "540,1,60,4,20", "840,300,60,5,25",
            "1,0,60,3,15", "300,0,3600,14,70"})
    void waitsLongerThanTheSlowestBatch(String timeout, String window, String delay, int periods, int minutes) {
        Map<String, String> options = new TreeMap<>(Map.of("timeout", timeout, "retryDelay", delay));
        if (window != null) {
            options.put("batchWindow", window);
        }
        JsonNode stalled = alarm(Synthesis.of(StackNames.PUBLIC, options), "Stalled");
        assertThat(stalled.get("EvaluationPeriods").asInt()).isEqualTo(periods);
        assertThat(OutputValues.text(stalled.get("AlarmDescription"))).startsWith("Messages wait and none was"
                + " acknowledged for " + minutes + " minutes: is the mapping enabled? See the mapping's state with");
    }

    // PutMetricAlarm takes ten metrics in an expression
    @Test
    void hasAnAlarmOnStalledQueuesForEveryFiveShards() {
        Template template = Synthesis.of(StackNames.ISOLATED, Map.of("shards", "100"));
        List<JsonNode> stalled = template.ofType(ALARM).entrySet().stream()
                .filter(alarm -> alarm.getKey().contains("Stalled"))
                .map(alarm -> alarm.getValue().get("Properties").get("Metrics")).toList();
        assertThat(stalled).hasSize(20).allSatisfy(metrics -> assertThat(metrics).hasSize(11));
        assertThat(stalled.toString()).contains("\"messages.1\"", "\"messages.50\"", "\"messages.100\"");
        assertThat(Synthesis.of(StackNames.PUBLIC, Map.of("shards", "2")).ofType(ALARM).keySet())
                .filteredOn(id -> id.contains("Stalled")).hasSize(1);
    }

    // messages that reach no shard wait in a queue that no mapping reads
    @Test
    void alarmsOnUnroutableMessagesOfAShardedQueue() {
        Template template = Synthesis.of(StackNames.PUBLIC, Map.of("shards", "2"));
        assertThat(alarm(template, "Unroutable").toString()).contains("messages.unroutable");
    }

    @Test
    void drawsEveryQueueAndTheListener() {
        assertThat(Synthesis.of(StackNames.PUBLIC, Map.of("shards", "2")).only("AWS::CloudWatch::Dashboard").toString())
                .contains("messages.1", "messages.2", "messages.unroutable", "messages.dead-letter", "MessagesReady",
                        "MessagesUnacknowledged", "ApproximateAgeOfOldestMessage", "Duration", "Processed",
                        "Undecodable");
    }

    // without counts the alarms on queues have no data, and missing data does not set them off
    @Test
    void alarmsOnQueuesThatNobodyCounts() {
        JsonNode unobserved = alarm(Synthesis.standard().stack(StackNames.PUBLIC), "Unobserved");
        assertThat(unobserved.get("MetricName").asText()).isEqualTo("QueuesWithoutCounts");
        assertThat(Template.stream(unobserved.get("Dimensions")).map(dimension -> dimension.get("Name").asText()))
                .containsExactly("Broker", "VirtualHost");
        assertThat(unobserved.get("TreatMissingData").asText()).isEqualTo("breaching");
        assertThat(unobserved.get("EvaluationPeriods").asInt()).isEqualTo(3);
        assertThat(alarm(Synthesis.standard().stack(StackNames.PUBLIC), "DeadLetters").get("TreatMissingData").asText())
                .isEqualTo("notBreaching");
    }

    // a function reports the queues' metrics; without it their alarms would have no data
    @Test
    void hasNoAlarmsOnQueuesThatAreNotObserved() {
        Template template = Synthesis.of(StackNames.PUBLIC, Map.of("observe", "false"));
        assertThat(template.ofType("AWS::Events::Rule")).isEmpty();
        assertThat(template.ofType(ALARM)).hasSize(5);
        assertThat(template.json().toString()).doesNotContain("MessagesReady",
                "MessagesWaiting", "QueuesWithoutCounts");
    }

    @Test
    void observesEveryFiveMinutes() {
        JsonNode rule = Synthesis.standard().stack(StackNames.ISOLATED).only("AWS::Events::Rule");
        assertThat(rule.get("ScheduleExpression").asText()).isEqualTo("rate(5 minutes)");
        assertThat(rule.get("Targets").get(0).get("Input").asText()).isEqualTo("{\"task\":\"observe\"}");
    }

    @Test
    void hasNoAlarmsOnAFailureQueueThatDoesNotExist() {
        assertThat(Synthesis.of(StackNames.PUBLIC, Map.of("failureQueue", "false")).ofType(ALARM)).hasSize(6);
    }
}
