package io.github.rabbitlambda.infra.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.Template;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSourceTest {
    private static final String MAPPING = "AWS::Lambda::EventSourceMapping";

    private static Template stack(Map<String, String> options) {
        return Synthesis.of(StackNames.PUBLIC, options);
    }

    // CloudFormation also creates a mapping with wrong properties, and such a mapping never reads
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void readsTheDeclaredQueueWithTheConsumersSecret(String name) {
        Template template = Synthesis.standard().stack(name);
        JsonNode mapping = template.only(MAPPING);
        assertThat(mapping.get("Queues").toString()).isEqualTo("[\"messages\"]");
        assertThat(mapping.get("Enabled").asBoolean()).isTrue();
        assertThat(mapping.get("BatchSize").asInt()).isEqualTo(100);
        assertThat(mapping.get("EventSourceArn").get("Fn::GetAtt").get(0).asText())
                .isEqualTo(template.id("AWS::AmazonMQ::Broker", "Broker"));
        assertThat(mapping.get("FunctionName").get("Ref").asText()).isEqualTo(template.id("AWS::Lambda::Alias", ""));
        assertThat(mapping.get("SourceAccessConfigurations").toString())
                .isEqualTo("[{\"Type\":\"BASIC_AUTH\",\"URI\":{\"Ref\":\""
                        + template.id("AWS::SecretsManager::Secret", "UsersConsumer") + "\"}}]");
    }

    // Amazon MQ mappings have none of these; Lambda refuses a mapping with them
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void hasNoPropertyThatAmazonMqMappingsDoNotHave(String name) {
        JsonNode mapping = Synthesis.standard().stack(name).only(MAPPING);
        for (String absent : new String[]{"MetricsConfig", "ProvisionedPollerConfig", "DestinationConfig",
                "MaximumRetryAttempts", "FunctionResponseTypes", "ScalingConfig",
                "MaximumBatchingWindowInSeconds"}) {
            assertThat(mapping.has(absent)).as(absent).isFalse();
        }
    }

    @Test
    void passesOnBatchSizeWindowAndFilters() {
        JsonNode mapping = stack(Map.of("batchSize", "10", "batchWindow", "5", "filters",
                "[{\"data\":{\"kind\":[\"order\"]}}]")).only(MAPPING);
        assertThat(mapping.get("BatchSize").asInt()).isEqualTo(10);
        assertThat(mapping.get("MaximumBatchingWindowInSeconds").asInt()).isEqualTo(5);
        assertThat(mapping.get("FilterCriteria").toString())
                .isEqualTo("{\"Filters\":[{\"Pattern\":\"{\\\"data\\\":{\\\"kind\\\":[\\\"order\\\"]}}\"}]}");
    }

    // a mapping takes exactly one queue
    @Test
    void hasOneMappingForEachShardAndOneAlias() {
        Template template = stack(Map.of("shards", "3"));
        assertThat(template.ofType(MAPPING).values()).extracting(
                mapping -> mapping.get("Properties").get("Queues").toString())
                .containsExactly("[\"messages.1\"]", "[\"messages.2\"]", "[\"messages.3\"]");
        assertThat(template.ofType("AWS::Lambda::Alias")).hasSize(1);
    }

    // Lambda's update has no queue: CloudFormation would report success, and the old queue would still be read
    @Test
    void isAnotherMappingForAnotherQueue() {
        Set<String> messages = stack(Map.of()).ofType(MAPPING).keySet();
        Set<String> orders = stack(Map.of("queueName", "orders")).ofType(MAPPING).keySet();
        Set<String> shards = stack(Map.of("shards", "2")).ofType(MAPPING).keySet();
        assertThat(orders).doesNotContainAnyElementsOf(messages);
        assertThat(shards).doesNotContainAnyElementsOf(messages);
        assertThat(stack(Map.of("queueName", "orders", "shards", "2")).ofType(MAPPING).keySet())
                .doesNotContainAnyElementsOf(shards).doesNotContainAnyElementsOf(orders);
        assertThat(alias(stack(Map.of("queueName", "orders")))).isEqualTo("live");
    }

    // CloudFormation must not replace the mappings of the shards that stay
    @Test
    void keepsTheOtherMappingsWhenAShardIsRemoved() {
        Set<String> three = stack(Map.of("shards", "3")).ofType(MAPPING).keySet();
        Set<String> two = stack(Map.of("shards", "2")).ofType(MAPPING).keySet();
        assertThat(three).containsAll(two).hasSize(3);
        assertThat(two).hasSize(2);
    }

    // Lambda answers "Invalid parameters: VIRTUAL_HOST" to any update of a mapping that has one
    @Test
    void isAnotherMappingOnAnotherAliasAfterAnyChangeBesideAVirtualHost() {
        Template one = stack(Map.of("virtualHost", "shop"));
        Template other = stack(Map.of("virtualHost", "shop", "batchSize", "50"));
        assertThat(one.ofType(MAPPING).keySet()).doesNotContainAnyElementsOf(other.ofType(MAPPING).keySet());
        assertThat(alias(one)).isNotEqualTo(alias(other)).startsWith("live-");
        assertThat(one.only(MAPPING).get("SourceAccessConfigurations").get(1).toString())
                .isEqualTo("{\"Type\":\"VIRTUAL_HOST\",\"URI\":\"shop\"}");
    }

    // without a virtual host Lambda can update the mapping, which then reads without a break
    @Test
    void staysTheSameMappingInTheDefaultVirtualHost() {
        Template one = stack(Map.of());
        Template other = stack(Map.of("batchSize", "50"));
        assertThat(one.ofType(MAPPING).keySet()).isEqualTo(other.ofType(MAPPING).keySet());
        assertThat(alias(one)).isEqualTo(alias(other)).isEqualTo("live");
    }

    // Lambda can't remove the window of a mapping
    @Test
    void isAnotherMappingWithoutTheWindow() {
        Template windowed = stack(Map.of("batchWindow", "5"));
        assertThat(windowed.ofType(MAPPING).keySet())
                .doesNotContainAnyElementsOf(stack(Map.of()).ofType(MAPPING).keySet());
        assertThat(alias(windowed)).isEqualTo("live-windowed");
        assertThat(windowed.ofType(MAPPING).keySet())
                .isEqualTo(stack(Map.of("batchWindow", "6")).ofType(MAPPING).keySet());
    }

    // an update without filters leaves them: what they don't match would still be acknowledged and gone
    @Test
    void isAnotherMappingWithoutFilters() {
        Template filtered = stack(Map.of("filters", "{\"data\":{\"kind\":[\"order\"]}}"));
        Template windowed = stack(Map.of("filters", "{\"data\":{\"kind\":[\"order\"]}}", "batchWindow", "5"));
        assertThat(filtered.ofType(MAPPING).keySet())
                .doesNotContainAnyElementsOf(stack(Map.of()).ofType(MAPPING).keySet())
                .doesNotContainAnyElementsOf(windowed.ofType(MAPPING).keySet())
                .isEqualTo(stack(Map.of("filters", "{\"data\":{\"kind\":[\"refund\"]}}")).ofType(MAPPING).keySet());
        assertThat(alias(filtered)).isEqualTo("live-filtered");
        assertThat(alias(windowed)).isEqualTo("live-windowedfiltered");
    }

    private static String alias(Template template) {
        return template.only("AWS::Lambda::Alias").get("Name").asText();
    }
}
