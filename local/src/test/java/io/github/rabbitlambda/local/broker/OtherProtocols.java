package io.github.rabbitlambda.local.broker;

import java.util.List;

/** What the node that all tests share speaks besides AMQP 0-9-1: AMQP 1.0 on the same port, STOMP and MQTT. */
public final class OtherProtocols {
    private static final List<Integer> PORTS = NodeFiles.freePorts(2);
    private static final int STOMP = PORTS.get(0);
    private static final int MQTT = PORTS.get(1);

    private OtherProtocols() {}

    static List<NodePlugin> plugins() {
        return List.of(new NodePlugin("rabbitmq_amqp1_0", List.of()),
                new NodePlugin("rabbitmq_stomp", List.of("stomp.listeners.tcp.1 = 127.0.0.1:" + STOMP)),
                new NodePlugin("rabbitmq_mqtt", List.of("mqtt.listeners.tcp.1 = 127.0.0.1:" + MQTT)));
    }

    public static int stompPort() {
        return STOMP;
    }

    public static int mqttPort() {
        return MQTT;
    }
}
