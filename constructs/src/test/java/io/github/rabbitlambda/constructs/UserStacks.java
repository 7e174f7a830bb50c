package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.constructs.options.ConsumerPermissions;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** Stacks with the users of a topology: on a new broker, and on an existing one. */
final class UserStacks {
    static final String SECRET = "AWS::SecretsManager::Secret";
    static final String SCHEDULE = "AWS::SecretsManager::RotationSchedule";
    static final String ADMINISTRATOR = "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:admin-AbCdEf";
    static final Synthesised NEW = Synthesised.of(app -> onNewBroker(app, "New", rotated -> rotated
            .rotation(Duration.days(30))));
    static final Synthesised EXISTING = Synthesised.of(app -> {
        Stack stack = new Stack(app, "Existing");
        consumed(stack, topology(stack, "Topology", administrated(stack)).rotation(Duration.days(7))
                .consumerPermissions(permissions()).build());
        return stack;
    });

    private UserStacks() {}

    static Stack onNewBroker(App app, String name, UnaryOperator<RabbitMqTopology.Builder> change) {
        Stack stack = new Stack(app, name);
        RabbitMqBroker broker = RabbitMqBroker.Builder.create(stack, "Broker").build();
        consumed(stack, change.apply(topology(stack, "Topology", broker)).build());
        return stack;
    }

    static ConsumerPermissions permissions() {
        return new ConsumerPermissions(Map.of("configure", "", "write", "", "read", "^orders$"));
    }

    static RabbitMqEventSource consumed(Stack stack, RabbitMqTopology topology) {
        RabbitMqEventSource source = RabbitMqEventSource.Builder.create(topology).build();
        TestFunctions.node(stack, "Function").addEventSource(source);
        return source;
    }

    static RabbitMqTopology.Builder topology(Stack stack, String id, IRabbitMqBroker broker) {
        return RabbitMqTopology.Builder.create(stack, id).broker(broker)
                .queues(RabbitMqQueues.Builder.create("orders").build());
    }

    static IRabbitMqBroker administrated(Stack stack) {
        return RabbitMqBroker.fromAttributes(stack, "Broker", RabbitMqBrokerAttributes.builder()
                .brokerArn("arn:aws-us-gov:mq:us-gov-west-1:123456789012:broker:shop:b-1")
                .amqpsEndpoint("amqps://b-1.mq.us-gov-west-1.on.aws:5671")
                .administratorCredentials(Secret.fromSecretCompleteArn(stack, "Administrator", ADMINISTRATOR))
                .build());
    }

    static String id(Synthesised stack, String type, String part) {
        return stack.ofType(type).keySet().stream().filter(id -> id.contains(part)).findFirst().orElseThrow();
    }

    static JsonNode variables(Synthesised stack) {
        return stack.ofType("AWS::Lambda::Function").values().stream().map(function -> function.get("Properties"))
                .filter(function -> function.path("Handler").asText().endsWith(".BrokerTasks")).findFirst()
                .orElseThrow().get("Environment").get("Variables");
    }

    static String policiesOf(Synthesised stack, String role) {
        return stack.ofType("AWS::IAM::Policy").values().stream().map(JsonNode::toString)
                .filter(policy -> policy.contains("\"Roles\":[{\"Ref\":\"" + role)).toList().toString()
                + stack.ofType("AWS::IAM::Role").get(role);
    }

    static void assertRefused(RabbitMqTopology.Builder topology, String message) {
        assertThatThrownBy(topology::build).isInstanceOf(Refusal.class).hasMessage(message);
    }
}
