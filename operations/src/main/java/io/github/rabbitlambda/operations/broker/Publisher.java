package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
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
    /** x-delivery-count and x-acquired-count have 26 bytes each. */
    private static final int FOR_COUNTS_OF_DELIVERIES = 64;

    private final ConfirmingChannel channel;
    private final String username;

    record Republication(String exchange, String routingKey, MessageRecord message) {
        Republication {
            AmqpText.shortText("the routing key", routingKey);
        }
    }

    record Failure(int index, String reason) {}

    /** Connects, so that a broker that can't be reached is known before anything is published. */
    Publisher(AmqpBroker broker) {
        channel = new ConfirmingChannel(broker);
        username = broker.user().username();
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
            Channel open = channel.open();
            for (Republication message : acceptable(group)) {
                open.basicPublish(message.exchange, message.routingKey, true,
                        message.message.properties(), message.message.body());
            }
            return channel.confirmed();
        } catch (OperationFailedException refused) {
            return Optional.of(refused.getMessage());
        } catch (ShutdownSignalException closed) {
            return Optional.of(
                    (closed.isHardError() ? "the broker closed the connection: " : "the broker closed the channel: ")
                            + AmqpBroker.reason(closed));
        } catch (IOException | TimeoutException failure) {
            channel.abandon();
            return Optional.of("no confirm from the broker: " + failure);
        } catch (IllegalArgumentException refused) {
            channel.abandon();
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
        int most = channel.frameMax() - FOR_COUNTS_OF_DELIVERIES;
        if (bytes > most) {
            throw new OperationFailedException(
                    ("its properties and headers must leave %d of the %d bytes of an AMQP frame to the broker (they take "
                            + "%d): publish it by hand with fewer headers")
                            .formatted(FOR_COUNTS_OF_DELIVERIES, channel.frameMax(), bytes));
        }
    }

    /**
     * Removes the user id, which the broker accepts only from that user, and the headers that would act on the broker
     * once more.
     */
    private BasicProperties acceptable(BasicProperties properties) {
        String user = username.equals(properties.getUserId()) ? properties.getUserId() : null;
        return properties.builder().userId(user).headers(HeaderTable.withoutBrokersHeaders(properties.getHeaders()))
                .build();
    }

    /** Never throws: what happened to each message is known by now. */
    @Override
    public void close() {
        channel.close();
    }
}
