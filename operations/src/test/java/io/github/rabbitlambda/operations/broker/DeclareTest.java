package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.http.client.domain.BindingInfo;
import com.rabbitmq.http.client.domain.ExchangeInfo;
import com.rabbitmq.http.client.domain.QueueInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.Stage;
import io.github.rabbitlambda.operations.BrokerRetry;

class DeclareTest extends StageFixture {
    /** From 4.3 on a policy has the limit: DeclareByPolicyTest. */
    private void assumeLimitByArgument() throws Exception {
        assumeThat(broker.version().appliesLimitsByPolicy()).as("RabbitMQ is 4.3 or later").isFalse();
    }

    @Test
    void makesVirtualHostQueueAndDeadLetterQueue() throws Exception {
        assumeLimitByArgument();
        assertThat(stage.declare(stage.properties())).isEqualTo(Map.of("PhysicalResourceId", "topology"));

        QueueInfo queue = broker.client().getQueue(stage.virtualHost, "orders");
        assertThat(queue.isDurable()).isTrue();
        assertThat(queue.getType()).isEqualTo("quorum");
        assertThat(queue.getArguments()).containsEntry("x-queue-type", "quorum").containsEntry("x-delivery-limit", 500)
                .containsEntry("x-dead-letter-exchange", "orders.dead")
                .containsEntry("x-dead-letter-strategy", "at-least-once").containsEntry("x-overflow", "reject-publish")
                .hasSize(5);
        QueueInfo dead = broker.client().getQueue(stage.virtualHost, "orders.dead");
        assertThat(dead.getArguments()).containsEntry("x-queue-type", "quorum")
                .containsEntry("x-delivery-limit", 1_000_000_000)
                .hasSize(2);
        assertThat(bindings("orders.dead")).containsExactly("orders.dead by ");
    }

    @Test
    void makesTheSameAgainWithoutAnyChange() {
        stage.declare(stage.shards("orders-0", "orders-1"));

        assertThat(stage.declare(stage.shards("orders-0", "orders-1"))).containsEntry("PhysicalResourceId", "topology");
    }

    @Test
    void putsShardsBehindAnExchangeThatKeepsTheUnroutable() throws Exception {
        stage.declare(stage.shards("orders-0", "orders-1", "orders-2"));

        ExchangeInfo exchange = broker.client().getExchange(stage.virtualHost, "orders");
        assertThat(exchange.getType()).isEqualTo("x-consistent-hash");
        assertThat(exchange.getArguments()).containsEntry("alternate-exchange", "orders.unroutable");
        assertThat(bindings("orders")).containsExactlyInAnyOrder("orders-0 by 1", "orders-1 by 1", "orders-2 by 1");
        assertThat(bindings("orders.unroutable")).containsExactly("orders.unroutable by ");
    }

    @Test
    void unbindsARetiredShardAndKeepsItsMessages() throws Exception {
        stage.sharded("orders-0", "orders-1").declare(stage.shards("orders-0", "orders-1"));
        stage.run("publish", Map.of("queue", "orders-1", "count", 3));

        stage.send("Update", stage.shards("orders-0"));

        assertThat(bindings("orders")).containsExactly("orders-0 by 1");
        try (Connection connection = broker.connection(stage.virtualHost);
                Channel channel = connection.createChannel()) {
            assertThat(channel.messageCount("orders-1")).isEqualTo(3);
        }
    }

    // a publisher may still use the exchange: what it sends must not pile up where no mapping reads
    @Test
    void unbindsRetiredShardsOfAnExchangeThatIsNoLongerAskedFor() throws Exception {
        stage.declare(stage.shards("orders-0", "orders-1"));

        stage.tasks().handleRequest(Map.of("RequestType", "Update", "ResourceProperties", stage.properties(),
                "OldResourceProperties", stage.shards("orders-0", "orders-1")), Invocation.fresh());

        assertThat(bindings("orders")).isEmpty();
        assertThat(broker.client().getQueue(stage.virtualHost, "orders-0")).isNotNull();
    }

    @Test
    void tellsInWordsHowAnExistingQueueDiffers() throws Exception {
        assumeLimitByArgument();
        stage.declare(stage.properties());
        Map<String, Object> other = stage.properties();
        other.put("DeliveryLimit", "20");

        assertThatThrownBy(() -> stage.declare(other)).isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "The queue orders in virtual host %s exists and differs: x-delivery-limit is 500, wanted "
                                + "is 20. RabbitMQ can not change it: use another name, or empty and delete it and deploy again",
                        stage.virtualHost);
    }

    @Test
    void tellsEveryDifferenceOfAClassicQueue() throws Exception {
        broker.client().createVhost(stage.virtualHost);
        broker.client().declareQueue(stage.virtualHost, "orders", new QueueInfo(false, false, true));

        assertThatThrownBy(() -> stage.declare(stage.properties())).hasMessageContainingAll(
                "durable is false, wanted is true", "auto-delete is true, wanted is false",
                "x-overflow is absent, wanted is reject-publish")
                .message().as("3.10 leaves a classic queue's type out, 4.x tells it")
                .containsPattern("x-queue-type is (absent|classic), wanted is quorum");
    }

    @Test
    void tellsThatAnExchangeHasAnotherType() throws Exception {
        broker.client().createVhost(stage.virtualHost);
        broker.client().declareExchange(stage.virtualHost, "orders", new ExchangeInfo("topic", true, false));

        assertThatThrownBy(() -> stage.declare(stage.shards("orders-0"))).hasMessageContaining(
                "The exchange orders in virtual host " + stage.virtualHost + " exists and differs")
                .hasMessageContaining(
                        "type is topic, wanted is x-consistent-hash");
    }

    @Test
    void tellsThatThePasswordIsWrong() {
        stage.user("guest", "something else");

        assertThatThrownBy(() -> stage.declare(stage.properties())).isInstanceOf(OperationFailedException.class)
                .hasMessage("The broker refused the user guest of the secret " + Stage.SECRET
                        + " when asked to read the virtual host " + stage.virtualHost
                        + ": the secret must hold the broker's own user and password, and that user the "
                        + "administrator tag. If the password was changed on one side, change it on the other");
    }

    @Test
    void tellsThatTheCertificateIsNotTrusted() throws Exception {
        BrokerTasks strict = new BrokerTasks(stage.environment, stage.secrets.client(
                SecretsManagerClient.builder()),
                SSLContext.getDefault(),
                new BrokerRetry(Duration.ofMinutes(5), Duration.ofSeconds(1)), System.out);

        assertThatThrownBy(
                () -> strict.handleRequest(Map.of("RequestType", "Create", "ResourceProperties", stage.properties()),
                        Invocation.fresh()))
                .hasMessageContaining("unable to find valid certification path");
        assertThatThrownBy(() -> strict.handleRequest(Map.of("task", "publish"), Invocation.fresh()))
                .hasMessageContaining("could not be trusted");
    }

    @Test
    void deletesNothingAndNeedsNoNetwork() {
        stage.with("BROKER_MANAGEMENT_URL", "https://name.invalid").with("BROKER_AMQP_ENDPOINT",
                "amqps://name.invalid:5671");

        assertThat(stage.send("Delete", stage.properties())).isEqualTo(Map.of("PhysicalResourceId", "topology"));
        assertThat(stage.secrets.requests("GetSecretValue")).isEmpty();
    }

    @Test
    void asksForAnExchangeAsSoonAsThereAreTwoQueues() {
        Map<String, Object> properties = stage.properties();
        properties.put("Queues", List.of("a", "b"));

        assertThatThrownBy(() -> stage.declare(properties))
                .hasMessage(
                        "Exchange must be the name of an exchange (with more than one queue) (given nothing in "
                                + "event.ResourceProperties)");
    }

    private List<String> bindings(String exchange) throws Exception {
        return broker.client().getBindingsBySource(stage.virtualHost, exchange).stream().map(DeclareTest::told)
                .toList();
    }

    private static String told(BindingInfo binding) {
        return binding.getDestination() + " by " + binding.getRoutingKey();
    }
}
