package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;

import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.BrokerRetry;

/** Which mappings are looked at after their secret has changed, and what shows that one reads. */
class MappingReadingTest extends MappingFixture {
    @Test
    void mappingThatReadsIsLeftAlone() {
        consume();

        rotate(CONSUMER);

        assertThat(updates).isEmpty();
        assertThat(log()).contains("\"RotationFailed\":0").doesNotContain("\"RotationFailed\":1");
        assertThat(lambda.requests("GET " + MAPPINGS)).isNotEmpty()
                .allSatisfy(request -> assertThat(request.query()).contains("EventSourceArn=arn%3Aaws%3Amq"));
    }

    /** It may be a long invocation. */
    @Test
    void consumerThatHoldsMessagesReads() throws Exception {
        reading = Duration.ofSeconds(30);
        publish();
        Channel channel = connection.createChannel();
        channel.basicQos(1);
        channel.basicConsume("orders", false, new DefaultConsumer(channel));

        rotate(CONSUMER);

        assertThat(updates).isEmpty();
    }

    /** Mappings of shards need not read at the same moment. */
    @Test
    void mappingsThatTakeTurnsAreLeftAlone() throws Exception {
        reading = Duration.ofSeconds(30);
        stage.with("LISTENER_QUEUES", "[\"orders\",\"orders.dead\"]");
        others = "," + mapping(OTHER, CONSUMER, "Enabled").replace("[\"orders\"]",
                "[\"orders.dead\"]");
        Thread turns = Thread.startVirtualThread(this::consumeInTurns);

        rotate(CONSUMER);
        turns.interrupt();
        turns.join();

        assertThat(updates).isEmpty();
    }

    private void consumeInTurns() {
        try (Channel channel = connection.createChannel()) {
            for (int turn = 0; turn < 1_000; turn++) {
                String tag = channel.basicConsume(turn % 2 == 0 ? "orders" : "orders.dead",
                        new DefaultConsumer(channel));
                Thread.sleep(300);
                channel.basicCancel(tag);
                Thread.sleep(300);
            }
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        } catch (IOException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Lambda answers, and enables it afterwards. */
    @Test
    void mappingThatWasEnabledHasSomeTimeToRead() {
        enabled = () -> Thread.startVirtualThread(() -> {
            BrokerRetry.sleep(Duration.ofMillis(1_800));
            consume();
        });

        rotate(CONSUMER);

        assertThat(updates).containsExactly("disable", "enable");
    }

    /** It is told, and neither mapping is disabled. */
    @Test
    void queueThatCanNotBeSeenIsTold() {
        stage.with("LISTENER_QUEUES", "[\"orders\",\"gone\"]");
        others = "," + mapping(OTHER, CONSUMER, "Enabled").replace("[\"orders\"]", "[\"gone\"]");
        consume();

        assertThatThrownBy(() -> rotate(CONSUMER)).hasMessageContaining("the queue gone can't be seen");

        assertThat(updates).isEmpty();
    }

    /** The check may take minutes, in which all secrets rotate. */
    @Test
    void administratorMayRotateDuringTheCheck() {
        reading = Duration.ofSeconds(30);
        String version = secrets.begin(ADMINISTRATOR);
        step("createSecret", ADMINISTRATOR, version);
        lambda.on("GET " + MAPPINGS, request -> {
            Thread.startVirtualThread(() -> {
                BrokerRetry.sleep(Duration.ofSeconds(1));
                step("setSecret", ADMINISTRATOR, version);
                BrokerRetry.sleep(Duration.ofSeconds(1));
                consume();
            });
            return Answer.ok(mappings());
        });

        rotate(CONSUMER);

        assertThat(updates).isEmpty();
        assertThat(logsIn(secrets.current(ADMINISTRATOR))).as("the former password").isFalse();
    }

    @Test
    void mappingsOfOtherSecretsAndRotationsOfOthersAreNotLookedAt() {
        rotate(PUBLISHER);

        assertThat(lambda.requests("GET " + MAPPINGS)).isEmpty();
        assertThat(updates).isEmpty();
    }

    @Test
    void mappingThatSomebodyDisabledStaysDisabled() {
        state = "Disabled";

        rotate(CONSUMER);

        assertThat(updates).isEmpty();
        assertThat(log()).contains("No enabled mapping reads with the secret");
    }

    @Test
    void mappingThatSomebodyDisabledIsNotJudgedAndStaysDisabledBesideOneThatIsEnabled() {
        stage.with("LISTENER_QUEUES", "[\"orders\",\"orders.dead\"]");
        others = "," + mapping(OTHER, CONSUMER, "Disabled").replace("[\"orders\"]",
                "[\"orders.dead\"]");
        consume();

        rotate(CONSUMER);

        assertThat(updates).isEmpty();
    }
}
