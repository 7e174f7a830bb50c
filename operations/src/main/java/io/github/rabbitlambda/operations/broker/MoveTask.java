package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import io.github.rabbitlambda.operations.BrokerRetry;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.ReplayFailures;
import io.github.rabbitlambda.operations.ReplaySelection;
import io.github.rabbitlambda.operations.broker.BrokerSettings.Destination;
import io.github.rabbitlambda.operations.broker.Publisher.Republication;
import java.io.IOException;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Moves messages of the dead-letter queue back to the queue where they were dead-lettered, or to where the stack reads
 * now if only the number of shards has changed. A message is removed from the dead-letter queue only after the broker
 * confirmed its copy. Messages that were read and not selected, or that could not be moved, return to the dead-letter
 * queue when the channel closes. Each message is read once, up to the number at the start. Publishing has a connection
 * of its own, so that what closes it does not end the reading.
 */
record MoveTask(BrokerSettings settings, AmqpBroker broker, Clock clock, BooleanSupplier outOfTime) {
    private static final Set<String> MEMBERS = Stream
            .of(Set.of("task", "from"), ReplaySelection.MEMBERS).flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    Map<String, Object> move(Input event) {
        event.requireOnly(MEMBERS);
        String from = settings.deadLettersOf(event);
        ReplaySelection selection = ReplaySelection.of(event);
        try (Publisher publisher = new Publisher(broker);
                Connection connection = broker.connectToRead();
                Channel channel = connection.createChannel()) {
            return new Run(channel, publisher, from, selection).toTheEnd();
        } catch (IOException | TimeoutException | ShutdownSignalException failure) {
            throw AmqpBroker.unreadable(from, failure);
        }
    }

    /** One pass through the queue. */
    private final class Run {
        private final Channel channel;
        private final Publisher publisher;
        private final String from;
        private final ReplaySelection selection;
        private final ReplayFailures failures = new ReplayFailures();
        private int moved;
        private int looked;
        private int unwanted;

        Run(Channel channel, Publisher publisher, String from, ReplaySelection selection) {
            this.channel = channel;
            this.publisher = publisher;
            this.from = from;
            this.selection = selection;
        }

        Map<String, Object> toTheEnd() throws IOException {
            int depth = channel.queueDeclarePassive(from).getMessageCount();
            while (looked < depth && moved < selection.count() && !outOfTime.getAsBoolean()) {
                GetResponse message = channel.basicGet(from, false);
                if (message == null) {
                    break;
                }
                looked++;
                consider(message);
            }
            return result(depth);
        }

        private void consider(GetResponse message) throws IOException {
            DeadLetter letter = new DeadLetter(message, from);
            Optional<Death> death = letter.death();
            if (!selection.wants(ids(message), letter.at(), clock.instant())) {
                unwanted++;
                return;
            }
            Optional<String> failure = published(message, death);
            failure.ifPresent(reason -> failures.add(name(message), reason));
            if (failure.isEmpty()) {
                channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
                moved++;
            }
        }

        private Optional<String> published(GetResponse message, Optional<Death> death) {
            Optional<String> obstacle = obstacle(message);
            if (obstacle.isPresent()) {
                return obstacle;
            }
            if (death.isEmpty()) {
                return Optional.of("it has no x-death header that names its queue");
            }
            MessageRecord record = new MessageRecord(message.getProps(), message.getBody());
            Optional<Destination> to = settings.returning(death.get().queue());
            if (to.isEmpty()) {
                return Optional.of(settings.foreign(death.get().queue()));
            }
            try {
                return publisher.publish(List.of(new Republication(to.get().exchange(),
                        to.get().routingKey(PublishTask.key(record)), record)));
            } catch (OperationFailedException refused) {
                return Optional.of(refused.getMessage());
            }
        }

        private static Optional<String> obstacle(GetResponse message) {
            Date timestamp = message.getProps().getTimestamp();
            return timestamp != null && timestamp.getTime() % 1000 != 0
                    ? Optional.of("its timestamp has more seconds than this client can hold: move it by hand")
                    : ReadableHeader.obstacle(message.getProps().getHeaders())
                            .map(reason -> "its headers can't be read (" + reason + "): move it by hand");
        }

        private String name(GetResponse message) {
            return ids(message).stream().findFirst().orElse("message %d of %s".formatted(looked, from));
        }

        private static List<String> ids(GetResponse message) {
            return Optional.ofNullable(message.getProps().getMessageId()).filter(id -> !id.isBlank()).stream().toList();
        }

        private Map<String, Object> result(int depth) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("replayed", moved);
            result.put("looked", looked);
            result.put("left", depth - moved);
            result.put("done", selection.isDone(moved, depth - moved <= unwanted));
            result.put("failures", failures.sentences());
            return result;
        }
    }
}
