package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Publishes with publisher confirms and the mandatory flag. Every message that is not reported as failed is on a queue.
 * A message of a failed group may be on a queue too, so publishing it again delivers at least once. Not thread-safe.
 */
final class Publisher implements AutoCloseable {
    private static final long CONFIRM_MILLIS = 60_000;

    private final Connection connection;
    private final String username;
    private Optional<Confirming> current = Optional.empty();

    record Republication(String exchange, String routingKey, MessageRecord message) {}

    record Failure(int index, String reason) {}

    /** A channel in confirm mode, and the messages that the broker returned since they were last read. */
    private record Confirming(Channel channel, List<String> returned) {}

    Publisher(Connection connection, String username) {
        this.connection = connection;
        this.username = username;
    }

    /**
     * Publishes groups of messages. A group is confirmed or fails as a whole; with groups of one the failed message is
     * known.
     */
    List<Failure> publish(List<Republication> messages, int groupSize) {
        List<Failure> failures = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += groupSize) {
            int to = Math.min(messages.size(), from + groupSize);
            Optional<String> reason = publish(messages.subList(from, to));
            for (int index = from; reason.isPresent() && index < to; index++) {
                failures.add(new Failure(index, reason.get()));
            }
        }
        return failures;
    }

    Optional<String> publish(List<Republication> group) {
        try {
            Confirming confirming = confirming();
            for (Republication message : group) {
                confirming.channel.basicPublish(message.exchange, message.routingKey, true,
                        acceptable(message.message.properties()), message.message.body());
            }
            return confirmed(confirming);
        } catch (ShutdownSignalException closed) {
            return Optional.of("the broker closed the channel: " + AmqpBroker.reason(closed));
        } catch (IOException | TimeoutException failure) {
            abandon();
            return Optional.of("no confirm from the broker: " + failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private Optional<String> confirmed(Confirming confirming) throws InterruptedException, TimeoutException {
        boolean accepted = confirming.channel.waitForConfirms(CONFIRM_MILLIS);
        List<String> returned = List.copyOf(confirming.returned);
        confirming.returned.clear();
        if (!returned.isEmpty()) {
            return Optional.of(returned.getFirst());
        }
        return accepted ? Optional.empty() : Optional.of("the broker did not accept it (negative confirm)");
    }

    private Confirming confirming() throws IOException {
        if (current.filter(connection -> connection.channel.isOpen()).isEmpty()) {
            Channel channel = connection.createChannel();
            List<String> returned = Collections.synchronizedList(new ArrayList<>());
            channel.addReturnListener(message -> returned.add("no queue takes it: %s (exchange '%s', routing key '%s')"
                    .formatted(message.getReplyText(), message.getExchange(), message.getRoutingKey())));
            channel.confirmSelect();
            current = Optional.of(new Confirming(channel, returned));
        }
        return current.orElseThrow();
    }

    /**
     * Removes the user id, which the broker accepts only from that user, and the headers that the broker counts
     * deliveries with.
     */
    private BasicProperties acceptable(BasicProperties properties) {
        String user = username.equals(properties.getUserId()) ? username : null;
        return properties.builder().userId(user).headers(HeaderTable.withoutTraces(properties.getHeaders())).build();
    }

    private void abandon() {
        Optional<Channel> last = current.map(Confirming::channel);
        current = Optional.empty();
        try {
            if (last.isPresent()) {
                last.get().abort();
            }
        } catch (IOException gone) {
            // unconfirmed messages have been reported already
        }
    }

    @Override
    public void close() {
        abandon();
    }
}
