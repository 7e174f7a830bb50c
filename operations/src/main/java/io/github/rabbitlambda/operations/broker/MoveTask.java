package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.ReplaySelection;
import io.github.rabbitlambda.operations.broker.Publisher.Republication;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Moves messages of the dead-letter queue back to the queue where they were dead-lettered, over one connection. A
 * message is removed from the dead-letter queue only after the broker confirmed its copy. Messages that were read and
 * not selected return to the dead-letter queue when the channel closes. Each message is read once, up to the number at
 * the start.
 */
record MoveTask(AmqpBroker broker, Clock clock, BooleanSupplier outOfTime) {

    Map<String, Object> move(Input event) {
        String from = event.text("from");
        try (Connection connection = broker.connect();
                Publisher publisher = new Publisher(connection, broker.user().username());
                Channel channel = connection.createChannel()) {
            return new Run(channel, publisher, from, ReplaySelection.of(event)).toTheEnd();
        } catch (IOException | TimeoutException failure) {
            throw failed(from, failure);
        }
    }

    private static OperationFailedException failed(String from, Exception failure) {
        String reason = failure.getCause() instanceof ShutdownSignalException shutdown
                ? AmqpBroker.reason(shutdown)
                : String.valueOf(failure.getMessage());
        return new OperationFailedException("The dead-letter queue %s could not be read: %s".formatted(from, reason),
                failure);
    }

    /** One pass through the queue. */
    private final class Run {
        private final Channel channel;
        private final Publisher publisher;
        private final String from;
        private final ReplaySelection selection;
        private final List<String> failures = new ArrayList<>();
        private int moved;
        private int looked;

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
            Optional<Death> death = Death.last(message.getProps().getHeaders(), from);
            Optional<Instant> at = death.flatMap(Death::at)
                    .or(() -> Optional.ofNullable(message.getProps().getTimestamp()).map(Date::toInstant));
            if (!selection.wants(ids(message), at, clock.instant())) {
                return;
            }
            Optional<String> failure = death.isEmpty()
                    ? Optional.of("it has no x-death header that names its queue")
                    : publisher.publish(List.of(new Republication("", death.get().queue(),
                            new MessageRecord(message.getProps(), message.getBody()))));
            failure.ifPresent(reason -> failures.add(message.getProps().getMessageId() + ": " + reason));
            if (failure.isEmpty()) {
                channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
                moved++;
            }
        }

        private static List<String> ids(GetResponse message) {
            return Optional.ofNullable(message.getProps().getMessageId()).stream().toList();
        }

        private Map<String, Object> result(int depth) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("replayed", moved);
            result.put("looked", looked);
            result.put("left", depth - moved);
            result.put("failures", failures);
            return result;
        }
    }
}
