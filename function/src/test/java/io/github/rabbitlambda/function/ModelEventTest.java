package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Fixtures;
import io.github.rabbitlambda.function.message.HeaderValue;
import io.github.rabbitlambda.function.message.Headers;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.MessageProperties;
import io.github.rabbitlambda.function.message.Telling;

class ModelEventTest {
    private static final ObjectMapper JACKSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @ParameterizedTest
    @FieldSource("io.github.rabbitlambda.function.message.Fixtures#NAMES")
    void makesTheSameBatchAsTheEvent(String name) throws IOException {
        byte[] event = Fixtures.event(name);

        Batch batch = ModelEvent.batch(JACKSON.readValue(event, RabbitMQEvent.class));

        // RabbitMQEvent turns an absent priority into 0
        List<String> expected = Telling.tell(event).orElseThrow().stream().map(line -> line.replace(", priority=0", ""))
                .toList();
        assertThat(Telling.tell(batch)).isEqualTo(expected);
    }

    @Test
    void readsZeroAsAbsentWhereTheModelDoesNotDistinguish() {
        MessageProperties properties = message(BasicProperties.builder().build());

        assertThat(properties.deliveryMode()).isEmpty();
        assertThat(properties.priority()).isEmpty();
        assertThat(properties.expiration()).isEmpty();
        assertThat(properties.bodySize()).hasValue(0);
    }

    @Test
    void keepsHeadersMadeInJava() {
        Map<String, Object> headers = new HashMap<>();
        headers.put("list", List.of(1, "Jan 1, 1970, 12:00:00 AM", true));
        headers.put("nothing", null);
        headers.put("nan", Double.NaN);
        headers.put("text", "caf\u00e9 \ud83d\ude00");

        Headers read = message(BasicProperties.builder().withHeaders(headers).build()).headers();

        assertThat(read.text("text")).contains("caf\u00e9 \ud83d\ude00");
        assertThat(read.get("nothing")).contains(HeaderValue.Nothing.NOTHING);
        assertThat(read.get("nan")).contains(HeaderValue.Nothing.NOTHING);
        assertThat(((HeaderValue.Array) read.get("list").orElseThrow()).items()).hasSize(3);
    }

    @Test
    void reportsMissingMembersAsUsual() {
        List<RabbitMessage> messages = new ArrayList<>();
        messages.add(null);
        messages.add(RabbitMessage.builder().build());
        messages.add(RabbitMessage.builder().withData("YQ==").build());
        RabbitMQEvent event = RabbitMQEvent.builder().withRmqMessagesByQueue(Map.of("q::/", messages)).build();

        assertThat(ModelEvent.batch(event).deliveries()).satisfiesExactly(
                first -> assertThat(first.toString()).endsWith("a record must be an object (came null)"),
                second -> assertThat(second.toString()).endsWith("data must be the body in Base64 (came null)"),
                third -> assertThat(((Message) third).body().text()).isEqualTo("a"));
        assertThat(ModelEvent.batch(new RabbitMQEvent()).deliveries()).isEmpty();
    }

    private static MessageProperties message(BasicProperties properties) {
        RabbitMessage message = RabbitMessage.builder().withBasicProperties(properties).withData("YQ==").build();
        RabbitMQEvent event = RabbitMQEvent.builder().withRmqMessagesByQueue(Map.of("q::/", List.of(message))).build();
        return ((Message) ModelEvent.batch(event).deliveries().getFirst()).properties();
    }
}
