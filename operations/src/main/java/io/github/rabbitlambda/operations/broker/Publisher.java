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

import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * Publishes with publisher confirms and the mandatory flag. Every message that is not reported as failed is on a queue.
 * A message of a failed group may be on a queue too, so publishing it again delivers at least once. A group that makes
 * the broker close the channel or the connection does not keep the next one from being published: it gets new ones. Not
 * thread-safe.
 */
final class Publisher implements AutoCloseable {
    private static final long CONFIRM_MILLIS = 60_000;
    private static final int ABORT_MILLIS = 10_000;
    /** x-delivery-count and x-acquired-count have 26 bytes each. */
    private static final int FOR_COUNTS_OF_DELIVERIES = 64;

    private final AmqpBroker broker;
    private Connection connection;
    private Optional<Confirming> current = Optional.empty();
    private Optional<OperationFailedException> unreachable = Optional.empty();

    record Republication(String exchange, String routingKey, MessageRecord message) {
        Republication {
            AmqpText.shortText("the routing key", routingKey);
        }
    }

    record Failure(int index, String reason) {}

    /** A channel in confirm mode, and the messages that the broker returned since they were last read. */
    private record Confirming(Channel channel, List<String> returned) {}

    /** Connects, so that a broker that can't be reached is known before anything is published. */
    Publisher(AmqpBroker broker) {
        this.broker = broker;
        connection = broker.connect();
    }

    /** Publishes groups of messages. A group is confirmed or fails as a whole. */
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

    /** Returns why the group is not known to be on its queues, if it is not. */
    Optional<String> publish(List<Republication> group) {
        try {
            Confirming confirming = confirming();
            for (Republication message : acceptable(group)) {
                confirming.channel.basicPublish(message.exchange, message.routingKey, true,
                        message.message.properties(), message.message.body());
            }
            return confirmed(confirming);
        } catch (OperationFailedException refused) {
            return Optional.of(refused.getMessage());
        } catch (ShutdownSignalException closed) {
            return Optional.of(
                    (closed.isHardError() ? "the broker closed the connection: " : "the broker closed the channel: ")
                            + AmqpBroker.reason(closed));
        } catch (IOException | TimeoutException failure) {
            abandon();
            return Optional.of("no confirm from the broker: " + failure);
        } catch (IllegalArgumentException refused) {
            abandon();
            return Optional.of("AMQP can't hold it: " + refused.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** All are checked before the first is sent. */
    private List<Republication> acceptable(List<Republication> group) throws IOException {
        List<Republication> acceptable = new ArrayList<>();
        for (Republication given : group) {
            MessageRecord message = new MessageRecord(acceptable(given.message.properties()), given.message.body());
            requireOneFrame(message);
            acceptable.add(new Republication(given.exchange, given.routingKey, message));
        }
        return acceptable;
    }

    /**
     * The client would refuse it too, but only after counting the message as published: then its channel waits for a
     * confirm that never comes. A queue adds headers when it delivers, and Lambda could not read a longer frame.
     */
    private void requireOneFrame(MessageRecord message) throws IOException {
        int bytes = message.properties().toFrame(1, message.body().length).size();
        int most = connection.getFrameMax() - FOR_COUNTS_OF_DELIVERIES;
        if (bytes > most) {
            throw new OperationFailedException(
                    ("its properties and headers must leave %d of the %d bytes of an AMQP frame to the broker (they take "
                            + "%d): publish it by hand with fewer headers")
                            .formatted(FOR_COUNTS_OF_DELIVERIES, connection.getFrameMax(), bytes));
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
        if (!connection.isOpen()) {
            connection = reconnected();
        }
        if (current.filter(confirming -> confirming.channel.isOpen()).isEmpty()) {
            current = Optional.of(confirming(connection.createChannel()));
        }
        return current.orElseThrow();
    }

    /** Tries once: the next message would wait as long and fail as well. */
    private Connection reconnected() {
        if (unreachable.isPresent()) {
            throw unreachable.get();
        }
        try {
            return broker.connect();
        } catch (OperationFailedException failure) {
            unreachable = Optional.of(failure);
            throw failure;
        }
    }

    private static Confirming confirming(Channel channel) throws IOException {
        List<String> returned = Collections.synchronizedList(new ArrayList<>());
        channel.addReturnListener(message -> returned.add("no queue takes it: %s (exchange '%s', routing key '%s')"
                .formatted(message.getReplyText(), message.getExchange(), message.getRoutingKey())));
        channel.confirmSelect();
        return new Confirming(channel, returned);
    }

    /**
     * Removes the user id, which the broker accepts only from that user, and the headers that would act on the broker
     * once more.
     */
    private BasicProperties acceptable(BasicProperties properties) {
        String user = broker.user().username().equals(properties.getUserId()) ? properties.getUserId() : null;
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

    /** Never throws: what happened to each message is known by now. */
    @Override
    public void close() {
        connection.abort(ABORT_MILLIS);
    }
}
