package io.github.rabbitlambda.reachability.value;

import java.util.List;
import java.util.Locale;

import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Tree;

/**
 * The endpoints of a broker, which are attributes of it. The host is known after creation only; scheme and port are fixed
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html).
 */
final class BrokerEndpoints {
    private BrokerEndpoints() {}

    static Value attribute(Resource broker, String attribute) {
        boolean rabbit = broker.properties().asMapping().entry("EngineType").flatMap(Tree::asText)
                .filter(engine -> engine.toUpperCase(Locale.ROOT).equals("RABBITMQ")).isPresent();
        return switch (attribute) {
            case "AmqpEndpoints" -> endpoint(broker, rabbit ? "amqps://" : "amqp+ssl://", ":5671");
            case "OpenWireEndpoints" -> endpoint(broker, "ssl://", ":61617");
            case "StompEndpoints" -> endpoint(broker, "stomp+ssl://", ":61614");
            case "MqttEndpoints" -> endpoint(broker, "mqtt+ssl://", ":8883");
            default -> endpoint(broker, "wss://", ":61619");
        };
    }

    private static Value endpoint(Resource broker, String scheme, String port) {
        Value host = new Value.Opaque("${" + broker.id() + " host}",
                UnknownReason.of("the host name of `" + broker.id() + "`", "it is known at deployment only"));
        return new Value.Items(List.of(PartialText.join(List.of(new Value.Text(scheme), host, new Value.Text(port)))));
    }
}
