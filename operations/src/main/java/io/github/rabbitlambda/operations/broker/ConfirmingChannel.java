package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * A channel in confirm mode. When the broker has closed it, or its connection, the next use gets a new one. Not
 * thread-safe.
 */
final class ConfirmingChannel implements AutoCloseable {
    private static final long CONFIRM_MILLIS = 60_000;
    private static final int ABORT_MILLIS = 10_000;

    private final AmqpBroker broker;
    private Connection connection;
    private Optional<Confirming> current = Optional.empty();
    private Optional<OperationFailedException> unreachable = Optional.empty();

    /** A channel, and what the broker returned over it, because no queue took it, since that was last read. */
    private record Confirming(Channel channel, List<String> returned) {}

    ConfirmingChannel(AmqpBroker broker) {
        this.broker = broker;
        connection = broker.connect();
    }

    Channel open() throws IOException {
        if (!connection.isOpen()) {
            connection = reconnected();
        }
        if (current.filter(confirming -> confirming.channel.isOpen()).isEmpty()) {
            current = Optional.of(confirming(connection.createChannel()));
        }
        return current.orElseThrow().channel;
    }

    int frameMax() {
        return connection.getFrameMax();
    }

    /** Waits for the broker. Returns why something that was published is on no queue, if that is so. */
    Optional<String> confirmed() throws InterruptedException, TimeoutException {
        Confirming confirming = current.orElseThrow();
        boolean accepted = confirming.channel.waitForConfirms(CONFIRM_MILLIS);
        List<String> returned = List.copyOf(confirming.returned);
        confirming.returned.clear();
        if (!returned.isEmpty()) {
            return Optional.of(returned.getFirst());
        }
        return accepted ? Optional.empty() : Optional.of("the broker did not accept it (negative confirm)");
    }

    /** Gives up the channel, and with it what is not confirmed. */
    void abandon() {
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

    /** Never throws: what happened to each message is known by now. */
    @Override
    public void close() {
        connection.abort(ABORT_MILLIS);
    }
}
