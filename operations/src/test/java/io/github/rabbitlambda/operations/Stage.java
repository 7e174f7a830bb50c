package io.github.rabbitlambda.operations;

import io.github.rabbitlambda.operations.broker.BrokerTasks;
import io.github.rabbitlambda.operations.broker.RealBroker;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** {@link BrokerTasks} as a stack sets it up, on the real node, in a virtual host of its own. */
public final class Stage implements AutoCloseable {
    public static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:broker-AbCdEf";

    public final RealBroker broker;
    public final AwsService secrets;
    public final String virtualHost = "test-" + UUID.randomUUID();
    public final Map<String, String> environment = new LinkedHashMap<>();

    public Stage(RealBroker broker) throws IOException {
        this.broker = broker;
        secrets = new AwsService();
        user("guest", "guest");
        environment.put("BROKER_AMQP_ENDPOINT", broker.amqps().toString());
        environment.put("BROKER_MANAGEMENT_URL", broker.management().toString());
        environment.put("BROKER_SECRET_ARN", SECRET);
        environment.put("BROKER_NAME", "orders-broker");
        environment.put("VIRTUAL_HOST", virtualHost);
        environment.put("LISTENER_QUEUES", "[\"orders\"]");
        environment.put("DEAD_LETTER_QUEUE", "orders.dead");
    }

    public Stage user(String username, String password) {
        secretText("{\\\"username\\\":\\\"%s\\\",\\\"password\\\":\\\"%s\\\"}".formatted(username, password));
        return this;
    }

    public void secretText(String escaped) {
        secrets.on("GetSecretValue",
                Answer.ok("{\"ARN\":\"%s\",\"Name\":\"broker\",\"SecretString\":\"%s\",\"VersionId\":\"1\"}"
                        .formatted(SECRET, escaped)));
    }

    public Stage with(String key, String value) {
        environment.put(key, value);
        return this;
    }

    public Stage sharded(String... queues) {
        return with("LISTENER_QUEUES", "[\"" + String.join("\",\"", queues) + "\"]").with("EXCHANGE", "orders")
                .with("UNROUTABLE_QUEUE", "orders.unroutable");
    }

    public BrokerTasks tasks() {
        return new BrokerTasks(environment, secrets.client(SecretsManagerClient.builder()), broker.trust(),
                new BrokerRetry(Duration.ofSeconds(20), Duration.ofMillis(50)),
                new PrintStream(OutputStream.nullOutputStream()));
    }

    public Map<String, Object> declare(Map<String, Object> properties) {
        return send("Create", properties);
    }

    public Map<String, Object> send(String requestType, Map<String, Object> properties) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("RequestType", requestType);
        event.put("ResourceProperties", properties);
        return tasks().handleRequest(event, Invocation.fresh());
    }

    public Map<String, Object> run(String task, Map<String, Object> more) {
        Map<String, Object> event = new LinkedHashMap<>(more);
        event.put("task", task);
        return tasks().handleRequest(event, Invocation.fresh());
    }

    /** One queue, as text values of a template. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("ServiceToken", "arn:aws:lambda:us-east-1:123456789012:function:provider");
        properties.put("VirtualHost", virtualHost);
        properties.put("Queues", new ArrayList<>(List.of("orders")));
        properties.put("DeadLetterExchange", "orders.dead");
        properties.put("DeadLetterQueue", "orders.dead");
        properties.put("DeliveryLimit", "500");
        return properties;
    }

    public Map<String, Object> shards(String... queues) {
        Map<String, Object> properties = properties();
        properties.put("Queues", List.of(queues));
        properties.put("Exchange", "orders");
        properties.put("UnroutableQueue", "orders.unroutable");
        return properties;
    }

    @Override
    public void close() {
        secrets.close();
    }
}
