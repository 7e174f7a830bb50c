package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.CannotConsume;

@NeedsRabbitMq
class LocalEventSourceTest extends MappingBehaviour {
    @Override
    BrokerUri broker() {
        return RabbitMq.node().uri();
    }

    @Override
    boolean settlesSingly() {
        return false;
    }

    @Test
    void continuesAfterALostConnection() throws Exception {
        publish("a", "b");
        try (LambdaFunction lambda = new LambdaFunction(recording(0), report::functionPrinted)) {
            LocalEventSource mapping = new LocalEventSource(settings(OnError.NACK, 4), lambda, report);
            Future<?> run = threads.submit(() -> {
                mapping.run();
                return null;
            });
            await().atMost(LIMIT).until(() -> report.settled() == 2);
            RabbitMq.cutMappings(RabbitMq.node());
            publish("c", "d");
            run.get();
        }
        assertThat(printed()).contains("connection lost", "connected again");
        assertThat(recorded()).contains(List.of("a", "b"));
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
    }

    @Test
    void reportsThatTheQueueIsMissing() {
        RabbitMq.with(RabbitMq.node(), channel -> channel.queueDelete(queue));
        assertThatExceptionOfType(CannotConsume.class).isThrownBy(() -> run(settings(OnError.NACK, 1), recording(0)))
                .withMessage(
                        "there is no queue \"%s\" in virtual host \"/\": declare it first, or check --queue and --broker",
                        queue);
    }

    @Test
    void refusesAStream() {
        RabbitMq.with(RabbitMq.node(), channel -> channel.queueDelete(queue));
        RabbitMq.with(RabbitMq.node(),
                channel -> channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "stream")));
        publish("a");
        assertThatExceptionOfType(CannotConsume.class).isThrownBy(() -> run(settings(OnError.NACK, 1), recording(0)))
                .withMessage(
                        "queue \"%s\" is a stream: an event source mapping reads classic and quorum queues, and Amazon MQ supports no streams",
                        queue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "quorum"})
    void waitsForMessagesOfAnEmptyQueue(String type) throws Exception {
        RabbitMq.with(RabbitMq.node(), channel -> channel.queueDelete(queue));
        RabbitMq.with(RabbitMq.node(),
                channel -> channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", type)));
        try (LambdaFunction lambda = new LambdaFunction(recording(0), report::functionPrinted)) {
            LocalEventSource mapping = new LocalEventSource(settings(OnError.NACK, 1), lambda, report);
            Future<EndReason> run = threads.submit(mapping::run);
            await().atMost(LIMIT).until(() -> printed().contains("consuming"));
            await().pollDelay(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> true);
            publish("a");
            assertThat(run.get()).isEqualTo(EndReason.MESSAGE_LIMIT_REACHED);
        }
        assertThat(recorded()).containsExactly(List.of("a"));
    }

    @Test
    void waitsForAQueueThatWasDeletedAndRedeclared() throws Exception {
        try (LambdaFunction lambda = new LambdaFunction(recording(0), report::functionPrinted)) {
            LocalEventSource mapping = new LocalEventSource(settings(OnError.NACK, 1), lambda, report);
            Future<?> run = threads.submit(() -> {
                mapping.run();
                return null;
            });
            await().atMost(LIMIT).until(() -> printed().contains("consuming"));
            RabbitMq.with(RabbitMq.node(), channel -> channel.queueDelete(queue));
            await().atMost(LIMIT).until(() -> printed().contains("Retrying"));
            RabbitMq.with(RabbitMq.node(), channel -> channel.queueDeclare(queue, true, false, false, RabbitMq.QUORUM));
            publish("a");
            run.get();
        }
        assertThat(printed()).contains("queue \"%s\" was deleted".formatted(queue), "connected again");
    }
}
