package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;

import io.github.rabbitlambda.operations.BrokerRetry;
import io.github.rabbitlambda.operations.Invocation;

/** What the broker lets each user do, before and after a rotation. */
class UserPermissionsTest extends RotationFixture {
    private interface Use {
        void on(Channel channel) throws Exception;
    }

    private void as(String arn, Use use) throws Exception {
        BrokerSettings settings = BrokerSettings.fromEnvironment(stage.environment);
        Logins logins = new Logins(settings, broker.trust(),
                new BrokerRetry(Duration.ofSeconds(20), Duration.ofMillis(50)));
        try (Connection connection = logins.amqp(secrets.current(arn)).connect();
                Channel channel = connection.createChannel()) {
            use.on(channel);
        }
    }

    private void refuses(String arn, Use use) {
        assertThatThrownBy(() -> as(arn, use)).hasStackTraceContaining("ACCESS_REFUSED");
    }

    private void allows(String arn, Use use) {
        assertThatCode(() -> as(arn, use)).doesNotThrowAnyException();
    }

    private static void publish(Channel channel, String exchange, String key) throws Exception {
        channel.confirmSelect();
        channel.basicPublish(exchange, key, new BasicProperties(), new byte[]{1});
        channel.waitForConfirmsOrDie(10_000);
    }

    private void checkAll() {
        allows(CONSUMER, channel -> channel.basicConsume("orders", new DefaultConsumer(channel)));
        allows(CONSUMER, channel -> channel.queueDeclarePassive("orders"));
        refuses(CONSUMER, channel -> publish(channel, "", "orders"));
        refuses(CONSUMER,
                channel -> channel.queueDeclare("another", true, false, false, Map.of("x-queue-type", "quorum")));
        refuses(CONSUMER, channel -> channel.queueDelete("orders"));
        refuses(CONSUMER, channel -> channel.basicGet("orders.dead", true));
        refuses(CONSUMER, channel -> channel.queuePurge("orders.dead"));
        refuses(CONSUMER, channel -> channel.queueBind("orders", "amq.topic", "x"));
        allows(PUBLISHER, channel -> publish(channel, "", "orders"));
        refuses(PUBLISHER, channel -> channel.basicGet("orders", true));
        refuses(PUBLISHER, channel -> channel.basicConsume("orders", new DefaultConsumer(channel)));
        refuses(PUBLISHER, channel -> channel.queuePurge("orders"));
        refuses(PUBLISHER, channel -> channel.queueDelete("orders"));
        refuses(PUBLISHER, channel -> publish(channel, "amq.topic", "orders"));
        refuses(PUBLISHER, channel -> channel.queueBind("orders", "amq.topic", "x"));
        // RabbitMQ asks for no more than the permission to read
        allows(CONSUMER, channel -> channel.queuePurge("orders"));
    }

    @Test
    void consumerReadsItsQueuesAndPublisherWrites() {
        checkAll();
    }

    @Test
    void permissionsAreTheSameAfterARotation() {
        rotate(CONSUMER);
        rotate(PUBLISHER);

        checkAll();
    }

    @Test
    void neitherHasTagsOrMayUseTheManagementApi() throws Exception {
        for (String arn : List.of(CONSUMER, PUBLISHER)) {
            BrokerSecret login = secrets.current(arn);
            assertThat(broker.client().getUser(login.username()).getTags()).isEmpty();
            assertThat(new ManagementApi(broker.management(), login, broker.trust(),
                    new BrokerRetry(Duration.ofSeconds(5), Duration.ofMillis(50))).accepts()).isFalse();
        }
    }

    @Test
    void publisherPublishesThroughTheExchangeOfShards() throws Exception {
        stage.sharded("orders-0", "orders-1");
        tasks().handleRequest(
                Map.of("RequestType", "Create", "ResourceProperties", stage.shards("orders-0", "orders-1")),
                Invocation.fresh());

        allows(PUBLISHER, channel -> publish(channel, "orders", "key"));
        allows(CONSUMER, channel -> channel.basicGet("orders-1", true));
        assertThat(tasks().handleRequest(Map.of("task", "publish", "count", 3), Invocation.fresh()))
                .containsEntry("published", 3);
    }

    @Test
    void testMessagesComeFromThePublisher() throws Exception {
        tasks().handleRequest(Map.of("task", "publish", "count", 1), Invocation.fresh());
        broker.client().deleteUser(secrets.current(PUBLISHER).username());

        assertThatThrownBy(() -> tasks().handleRequest(Map.of("task", "publish", "count", 1), Invocation.fresh()))
                .hasMessageContaining("The broker refused the user " + publisher + "-a");
    }

    @Test
    void givenPermissionsReplaceTheDefault() {
        stage.with("CONSUMER_PERMISSIONS", "{\"configure\":\"\",\"write\":\"^amq\\\\.default$\",\"read\":\".*\"}");
        declare();

        allows(CONSUMER, channel -> publish(channel, "", "orders"));
        allows(CONSUMER, channel -> channel.basicGet("orders.dead", true));
        refuses(CONSUMER, channel -> channel.queueDelete("orders"));
    }

    @Test
    void declaringAgainGivesBothTurnsTheNewPermissions() throws Exception {
        rotate(CONSUMER);
        stage.with("CONSUMER_PERMISSIONS", "{\"read\":\"^orders\\\\.dead$\"}");

        declare();

        for (String user : List.of(consumer + "-a", consumer + "-b")) {
            assertThat(broker.client().getPermissions(stage.virtualHost, user).getRead()).isEqualTo("^orders\\.dead$");
        }
    }

    @Test
    void namesOfQueuesAreNoExpressions() throws Exception {
        assertThat(Permissions.toRead(List.of("a.b", "c|d (e)")).read()).isEqualTo("^(a\\.b|c\\|d\\ \\(e\\))$");
    }

    @Test
    void stackWithoutUsersOfItsOwnUsesItsSecretAsBefore() throws Exception {
        stage.environment.remove("CONSUMER_SECRET_ARN");
        stage.environment.remove("PUBLISHER_SECRET_ARN");
        broker.client().deleteUser(publisher + "-a");

        assertThat(tasks().handleRequest(Map.of("task", "publish", "count", 2), Invocation.fresh()))
                .containsEntry("published", 2);
    }
}
