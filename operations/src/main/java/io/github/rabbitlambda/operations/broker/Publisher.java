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
 * Publishes with confirms and as mandatory: what it does not report as failed is on a queue. A message of a failed group
 * may be there all the same, so publishing it again is at least once. For one thread.
 */
final class Publisher implements AutoCloseable {
    private static final long CONFIRM_MILLIS = 60_000;

    private final Connection connection;
    private final String username;
    private Optional<Confirming> current = Optional.empty();

    record Outgoing(String exchange, String routingKey, MessageRecord message) {}

    record Failure(int index, String reason) {}

    /** A channel in confirm mode and what it returned since the last look. */
    private record Confirming(Channel channel, List<String> returned) {}

    Publisher(Connection connection, String username) {
        this.connection = connection;
        this.username = username;
    }

    /** Each group is confirmed or fails as a whole: groups of one tell exactly which message failed. */
    List<Failure> publish(List<Outgoing> messages, int groupSize) {
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

    Optional<String> publish(List<Outgoing> group) {
        try {
            Confirming confirming = confirming();
            for (Outgoing message : group) {
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

    /** The broker takes a user id only from that very user, and counts lives of a message by headers of its own. */
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
            // what is not confirmed was reported already
        }
    }

    @Override
    public void close() {
        abandon();
    }
}
