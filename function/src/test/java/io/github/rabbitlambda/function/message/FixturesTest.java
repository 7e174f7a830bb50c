package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FixturesTest {
    @ParameterizedTest
    @FieldSource("io.github.rabbitlambda.function.message.Fixtures#NAMES")
    void everyRecordOfEveryFixtureIsAMessage(String name) {
        assertThat(Batch.decode(Fixtures.event(name)).deliveries()).isNotEmpty()
                .allSatisfy(delivery -> assertThat(delivery).isInstanceOf(Message.class));
    }

    @Test
    void theDeveloperGuidesEventKeepsItsValues() {
        Message message = Fixtures.message("01-doc-aws-developer-guide", 0);

        assertThat(message.queue()).isEqualTo(new Queue("pizzaQueue", "/"));
        assertThat(message.redelivered()).isFalse();
        assertThat(message.body().text()).isEqualTo("{\"timeout\":0,\"data\":\"CZrmf0Gw8Ov4bqLQxD4E\"}");
        assertThat(message.headers().text("header1")).contains("value1");
        assertThat(message.headers().text("header2")).contains("value2");
        assertThat(message.headers().wholeNumber("numberInHeader")).hasValue(10);
        MessageProperties properties = message.properties();
        assertThat(properties.contentType()).contains("text/plain");
        assertThat(properties.contentEncoding()).isEmpty();
        assertThat(properties.deliveryMode()).hasValue(1);
        assertThat(properties.priority()).hasValue(34);
        assertThat(properties.expiration()).contains(Duration.ofMinutes(1));
        assertThat(properties.timestamp()).contains(Instant.ofEpochSecond(2021));
        assertThat(properties.userId()).contains("AIDACKCEVSQ6C2EXAMPLE");
        assertThat(properties.bodySize()).hasValue(80);
    }
}
