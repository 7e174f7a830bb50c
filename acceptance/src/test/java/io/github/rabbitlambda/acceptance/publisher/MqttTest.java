package io.github.rabbitlambda.acceptance.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.OtherProtocols;
import io.github.rabbitlambda.local.broker.RabbitMq;

/** What a handler sees of messages that came by MQTT 3.1.1. */
@NeedsRabbitMq
@Timeout(120)
class MqttTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2"})
    void aMessageHasItsQualityOfServiceAndNoContentType(int quality, String deliveryMode) throws Exception {
        String queue = MappedHandler.queue();
        RabbitMq.with(RabbitMq.node(), channel -> channel.queueBind(queue, "amq.topic", "mqtt." + queue));
        publish("mqtt/" + queue, "crème", quality);
        SeenMessage seen = MappedHandler.sees(queue);
        assertThat(seen.properties()).isEqualTo(Map.of("deliveryMode", deliveryMode));
        assertThat(seen.headers()).isEqualTo(RabbitMq.isAtLeast("4.0")
                ? Map.of()
                : Map.of("x-mqtt-publish-qos", "whole number " + quality, "x-mqtt-dup", "flag false"));
        assertThat(seen.text()).isEqualTo("crème");
    }

    private static void publish(String topic, String text, int quality) throws MqttException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName("guest");
        options.setPassword("guest".toCharArray());
        try (MqttClient client = new MqttClient("tcp://127.0.0.1:" + OtherProtocols.mqttPort(),
                MqttClient.generateClientId(), new MemoryPersistence())) {
            client.connect(options);
            client.publish(topic, text.getBytes(StandardCharsets.UTF_8), quality, false);
            client.disconnect();
        }
    }
}
