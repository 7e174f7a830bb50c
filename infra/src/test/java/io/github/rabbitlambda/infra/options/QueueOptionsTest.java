package io.github.rabbitlambda.infra.options;

import static io.github.rabbitlambda.infra.options.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.constructs.options.QueueOptions;
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

    // CloudWatch refuses the metrics of the queue, and nobody would see its alarms
    @ParameterizedTest
    @ValueSource(strings = {"aufträge", "a\tb", "a\u007f", "\u4f60"})
    void refusesQueueNamesThatCloudWatchRefuses(String name) {
        assertRefused("queueName", name, "queueName must be printable ASCII while observe is true (given " + name
                + "): the queue's name is in its metrics, and CloudWatch takes no other characters there");
        assertThat(TestOptions.of(Map.of("queueName", name, "observe", "false")).queues().name()).isEqualTo(name);
        assertThat(TestOptions.of(Map.of("queueName", name, "profile", "minimal")).queues().name()).isEqualTo(name);
    }

    @Test
    void takesQueueNamesThatCloudWatchTakes() {
        assertThat(queues("queueName", "a ~!\"").name()).isEqualTo("a ~!\"");
    }

    // Lambda's environment has 4 KB, and refuses the function after the broker has been made
    @Test
    void refusesMoreNamesThanFitIntoAnEnvironment() {
        // nine numbers of one digit, ninety of two, one of three: 192 digits, and a dot, two quotation marks and a comma
        assertThat(sharded("q".repeat(17)).queues()).hasSize(100);
        assertRefused(Map.of("queueName", "q".repeat(18), "shards", "100"), "queueName must be short enough for the"
                + " names of 100 shards and of what belongs to them to have 2390 bytes together (given "
                + "q".repeat(18)
                + ", which needs 2469): functions read them in their environment, and Lambda's limit for all of it is"
                + " 4 KB");
    }

    private static QueueOptions sharded(String name) {
        return TestOptions.of(Map.of("queueName", name, "shards", "100")).queues();
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
