package io.github.rabbitlambda.infra.options;

import static io.github.rabbitlambda.infra.options.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueOptionsTest {

    private static QueueOptions queues(String name, String value) {
        return TestOptions.of(Map.of(name, value)).queues();
    }

    @Test
    void namesASingleQueueAndItsDeadLetters() {
        QueueOptions queues = queues("queueName", "orders");
        assertThat(queues.queues()).containsExactly("orders");
        assertThat(queues.exchange()).isEmpty();
        assertThat(queues.unroutableQueue()).isEmpty();
        assertThat(queues.deadLetterExchange()).isEqualTo("orders.dead-letter");
        assertThat(queues.deadLetterQueue()).isEqualTo("orders.dead-letter");
        assertThat(queues.allQueues()).containsExactly("orders", "orders.dead-letter");
    }

    @Test
    void namesShardsAndWhatSurroundsThem() {
        QueueOptions queues = queues("shards", "2");
        assertThat(queues.queues()).containsExactly("messages.1", "messages.2");
        assertThat(queues.exchange()).contains("messages");
        assertThat(queues.unroutableQueue()).contains("messages.unroutable");
        assertThat(queues.allQueues()).containsExactly("messages.1", "messages.2", "messages.unroutable",
                "messages.dead-letter");
        assertThat(queues("shards", "1").queues()).containsExactly("messages");
    }

    @Test
    void takesQueueNamesThatLeaveRoomForTheDeadLetterQueue() {
        assertThat(queues("queueName", "q".repeat(243)).deadLetterQueue()).hasSize(255);
        assertThat(queues("queueName", "amqp").name()).isEqualTo("amqp");
    }

    @Test
    void refusesQueueNamesThatRabbitMqRefuses() {
        for (String name : new String[]{"q".repeat(244), "ü".repeat(122)}) {
            assertRefused("queueName", name, "queueName must be at most 243 bytes (given " + name
                    + "): RabbitMQ's names end at 255 and the dead-letter queue's is 12 longer");
        }
        assertRefused("queueName", "amq.queue", "queueName must be a name without the prefix amq. (given amq.queue):"
                + " RabbitMQ reserves it");
    }

    @Test
    void takesVirtualHostsThatLambdaTakes() {
        String longest = "aZ09/*:_+=.@-" + "v".repeat(187);
        assertThat(queues("virtualHost", longest).virtualHost()).hasSize(200).isEqualTo(longest);
        assertThat(queues("virtualHost", "shop").hasOwnVirtualHost()).isTrue();
        assertThat(queues("virtualHost", "/").hasOwnVirtualHost()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a#b", "ä"})
    void refusesVirtualHostsThatLambdaRefuses(String virtualHost) {
        assertRefused("virtualHost", virtualHost, message(virtualHost));
    }

    @Test
    void refusesVirtualHostsOverTwoHundredCharacters() {
        assertRefused("virtualHost", "v".repeat(201), message("v".repeat(201)));
    }

    private static String message(String virtualHost) {
        return "virtualHost must be 1 to 200 letters, digits or / * : _ + = . @ - (given " + virtualHost
                + "): Lambda takes no other virtual hosts";
    }
}
