package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.github.rabbitlambda.local.broker.EmbeddedBroker;
import io.github.rabbitlambda.local.broker.TestQueue;
import io.github.rabbitlambda.local.publish.Publication;

class OwnBrokerTest {
    private static Publication withHeader(int characters) {
        return new Publication(new BasicProperties.Builder().headers(Map.of("h", "x".repeat(characters))).build(),
                new byte[1]);
    }

    @Test
    void namesTheMessageWhoseHeadersAreTooLargeToPublish() throws Exception {
        try (EmbeddedBroker embedded = EmbeddedBroker.start()) {
            OwnBroker broker = OwnBroker.of(embedded);
            broker.declare("q");
            broker.publish("q", List.of(withHeader(1), withHeader(10_000)));
            assertThat(TestQueue.ready(embedded.uri(), "q")).isEqualTo(2);
            assertThatIllegalStateException()
                    .isThrownBy(() -> broker.publish("q", List.of(withHeader(1), withHeader(1_000_000), withHeader(1))))
                    .withMessageStartingWith(
                            "message 2 of 3 can't be published: Content headers exceeded max frame size");
        }
    }
}
