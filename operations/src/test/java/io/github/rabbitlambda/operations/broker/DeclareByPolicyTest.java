package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.http.client.domain.ExchangeInfo;
import com.rabbitmq.http.client.domain.PolicyInfo;
import com.rabbitmq.http.client.domain.QueueInfo;
import io.github.rabbitlambda.operations.OperationFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What RabbitMQ 4.3 can do; and that a broker before it is told so. */
class DeclareByPolicyTest extends StageFixture {
    private static final String POLICY = "rabbitlambda-orders";
    private void assumeFourThree(boolean expected) throws Exception {
        BrokerVersion version = broker.version();
        assumeThat(version.appliesLimitsByPolicy()).as("RabbitMQ %s is 4.3 or later", version.text())
                .isEqualTo(expected);
    }

    private Map<String, Object> properties(String key, String value) {
        Map<String, Object> properties = stage.properties();
        properties.put(key, value);
        return properties;
    }

    private Map<String, Object> delayed() {
        Map<String, Object> properties = stage.properties();
        properties.putAll(Map.of("RetryDelay", "60", "RetryDelayLimit", "300"));
        return properties;
    }

    private PolicyInfo policy() throws Exception {
        return broker.client().getPolicies(stage.virtualHost).stream().filter(one -> one.getName().equals(POLICY))
                .findFirst().orElseThrow();
    }

    private void awaitPolicy(String queue, Map<String, Object> expected) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(500)).untilAsserted(
                () -> assertThat(broker.client().getQueue(stage.virtualHost, queue).getEffectivePolicyDefinition())
                        .isEqualTo(expected));
    }

    private void theirPolicy(Map<String, Object> definition, int priority) throws Exception {
        broker.client().createVhost(stage.virtualHost);
        broker.client().declarePolicy(stage.virtualHost, "theirs",
                new PolicyInfo("^ord", priority, "queues", definition));
    }

    @Test
    void setsTheDeliveryLimitByAPolicyOfTheListenersQueues() throws Exception {
        assumeFourThree(true);
        stage.declare(stage.properties());

        assertThat(broker.client().getQueue(stage.virtualHost, "orders").getArguments())
                .doesNotContainKey("x-delivery-limit").containsEntry("x-dead-letter-exchange", "orders.dead");
        assertThat(policy().getPattern()).isEqualTo("^(orders)$");
        assertThat(policy().getApplyTo()).isEqualTo("quorum_queues");
        awaitPolicy("orders", Map.of("delivery-limit", 500));
        assertThat(broker.client().getQueue(stage.virtualHost, "orders.dead").getArguments())
                .containsEntry("x-delivery-limit", 1_000_000_000);
    }

    @Test
    void changesTheDeliveryLimitOfAQueueThatHoldsMessages() throws Exception {
        assumeFourThree(true);
        stage.declare(stage.properties());
        stage.run("publish", Map.of("count", 1));

        stage.declare(properties("DeliveryLimit", "2"));

        assertThat(closedChannelsUntilDeadLettered()).isEqualTo(3);
    }

    /** A closed channel counts as a delivery; on RabbitMQ 4.3 a message that is returned doesn't. */
    private int closedChannelsUntilDeadLettered() throws Exception {
        try (Connection connection = broker.connection(stage.virtualHost);
                Channel looking = connection.createChannel()) {
            int closed = 0;
            while (looking.messageCount("orders.dead") == 0 && closed < 20) {
                try (Channel receiving = connection.createChannel()) {
                    await().atMost(Duration.ofSeconds(30)).until(() -> {
                        GetResponse received = receiving.basicGet("orders", false);
                        return received != null || looking.messageCount("orders.dead") > 0;
                    });
                }
                closed++;
                await().atMost(Duration.ofSeconds(30)).until(
                        () -> looking.messageCount("orders") + looking.messageCount("orders.dead") == 1);
            }
            return closed;
        }
    }

    @Test
    void keepsAQueueThatWasDeclaredWithALimitBefore() throws Exception {
        assumeFourThree(true);
        declareAsBefore(500);

        stage.declare(properties("DeliveryLimit", "500"));
        stage.declare(properties("DeliveryLimit", "20"));

        awaitPolicy("orders", Map.of("delivery-limit", 20));
    }

    // of an argument and a policy the lower one counts
    @Test
    void tellsThatAPolicyCanNotRaiseTheLimitOfAnArgument() throws Exception {
        assumeFourThree(true);
        declareAsBefore(500);

        assertThatThrownBy(() -> stage.declare(properties("DeliveryLimit", "501")))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("exists and differs: x-delivery-limit is 500, wanted is absent or at least 501.");
    }

    private void declareAsBefore(int limit) throws Exception {
        broker.client().createVhost(stage.virtualHost);
        broker.client().declareQueue(stage.virtualHost, "orders",
                new QueueInfo(true, false, false, Map.of("x-queue-type", "quorum", "x-delivery-limit", limit,
                        "x-dead-letter-exchange", "orders.dead", "x-dead-letter-strategy", "at-least-once",
                        "x-overflow", "reject-publish")));
    }

    @Test
    void hasTheBrokerDelayRetries() throws Exception {
        assumeFourThree(true);
        stage.declare(delayed());
        awaitPolicy("orders", Map.of("delivery-limit", 500, "delayed-retry-type", "all", "delayed-retry-min", 60_000,
                "delayed-retry-max", 300_000));

        stage.declare(stage.properties());
        awaitPolicy("orders", Map.of("delivery-limit", 500));
    }

    @Test
    void refusesADelayThatTheBrokerDoesNotHave() throws Exception {
        assumeFourThree(false);

        assertThatThrownBy(() -> stage.declare(delayed())).isInstanceOf(OperationFailedException.class)
                .hasMessage("retryDelay needs RabbitMQ 4.3, and the broker runs %s: upgrade the broker first "
                        + "(docs/operate.md, \"Upgrade RabbitMQ\"), or deploy with retryDelay=0",
                        broker.version().text());
        assertThat(broker.client().getQueues(stage.virtualHost)).isEmpty();
    }

    @Test
    void hasNoPolicyWhereAnArgumentSetsTheLimit() throws Exception {
        assumeFourThree(false);
        stage.declare(stage.properties());

        assertThat(broker.client().getPolicies(stage.virtualHost)).isEmpty();
        assertThat(broker.client().getQueue(stage.virtualHost, "orders").getArguments())
                .containsEntry("x-delivery-limit", 500);
    }

    // RabbitMQ applies one policy to a queue: ours would switch off the maximum length, or theirs our limit
    @Test
    void refusesQueuesThatAnotherPolicyReaches() throws Exception {
        assumeFourThree(true);
        theirPolicy(Map.of("max-length", 1000), 0);

        assertThatThrownBy(() -> stage.declare(stage.properties())).isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "The policy theirs in virtual host %s applies to the queue orders, and RabbitMQ applies only "
                                + "one to a queue: set delivery-limit 500 in it too, or change its pattern so that it leaves the "
                                + "queue out, and deploy again",
                        stage.virtualHost);
        assertThat(broker.client().getPolicies(stage.virtualHost)).hasSize(1);
        assertThat(broker.client().getQueues(stage.virtualHost)).isEmpty();
    }

    @Test
    void leavesAnotherPolicyInForceThatHoldsTheLimit() throws Exception {
        assumeFourThree(true);
        theirPolicy(Map.of("max-length", 1000, "delivery-limit", 500), -3);

        stage.declare(stage.properties());

        awaitPolicy("orders", Map.of("max-length", 1000, "delivery-limit", 500));
        assertThat(policy().getPriority()).isEqualTo(-4);
    }

    @Test
    void putsShardsBehindAModulusHash() throws Exception {
        assumeFourThree(true);
        stage.declare(modulus("orders-0", "orders-1"));

        assertThat(broker.client().getExchange(stage.virtualHost, "orders").getType()).isEqualTo("x-modulus-hash");
        assertThat(policy().getPattern()).isEqualTo("^(orders-0|orders-1)$");
        stage.sharded("orders-0", "orders-1").run("publish", Map.of("count", 40));
        try (Connection connection = broker.connection(stage.virtualHost);
                Channel channel = connection.createChannel()) {
            assertThat(List.of(channel.messageCount("orders-0"), channel.messageCount("orders-1")))
                    .allMatch(count -> count > 0);
            assertThat(channel.messageCount("orders-0") + channel.messageCount("orders-1")).isEqualTo(40);
        }
    }

    @Test
    void tellsWhatToDoWithAnExchangeOfTheOtherHash() throws Exception {
        assumeFourThree(true);
        stage.declare(stage.shards("orders-0"));

        assertThatThrownBy(() -> stage.declare(modulus("orders-0"))).isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "The exchange orders in virtual host %s exists and differs: type is x-consistent-hash, wanted is"
                                + " x-modulus-hash. RabbitMQ can not change it: to keep it, deploy with shardExchange=consistent-hash;"
                                + " to replace it, stop the publishers, delete it and deploy again: afterwards a key may go to another"
                                + " queue than before",
                        stage.virtualHost);
        ExchangeInfo kept = broker.client().getExchange(stage.virtualHost, "orders");
        assertThat(kept.getType()).isEqualTo("x-consistent-hash");
    }

    private Map<String, Object> modulus(String... queues) {
        Map<String, Object> properties = stage.shards(queues);
        properties.put("ExchangeType", "x-modulus-hash");
        return properties;
    }
}
