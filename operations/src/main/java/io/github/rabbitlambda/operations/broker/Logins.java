package io.github.rabbitlambda.operations.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;

import com.rabbitmq.client.AMQP.Queue.DeclareOk;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import io.github.rabbitlambda.operations.BrokerRetry;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.RefusedLoginException;

/** The ways to the broker for any of its users. */
record Logins(BrokerSettings settings, SSLContext trust, BrokerRetry retry) {
    private static final int CLOSING_MILLIS = 10_000;

    AmqpBroker amqp(BrokerSecret login) {
        return new AmqpBroker(settings.amqp(), login, settings.virtualHost(), trust, retry);
    }

    ManagementApi management(BrokerSecret login) {
        return new ManagementApi(settings.management(), login, trust, retry);
    }

    /** Whether the broker's management API takes a login. */
    boolean manages(BrokerSecret login) {
        return management(login).accepts();
    }

    /** Whether the broker takes a login over AMQP, whatever the user may do then. */
    boolean connects(BrokerSecret login) {
        try {
            amqp(login).connect().abort(CLOSING_MILLIS);
            return true;
        } catch (RefusedLoginException refused) {
            return false;
        }
    }

    /** Whether the broker takes the user with this password, and lets it see the listener's queue. */
    boolean accepts(BrokerSecret login) {
        try {
            check(login);
            return true;
        } catch (OperationFailedException refused) {
            return false;
        }
    }

    /**
     * Logs in over AMQP and looks at the listener's first queue, which each user may.
     *
     * @throws OperationFailedException if the broker refuses the user or has no such queue
     */
    void check(BrokerSecret login) {
        look(login, settings.queues().getFirst());
    }

    /** Messages and consumers of a queue at this moment. */
    DeclareOk look(BrokerSecret login, String queue) {
        try (Connection connection = amqp(login).connect(); Channel channel = connection.createChannel()) {
            return channel.queueDeclarePassive(queue);
        } catch (IOException | ShutdownSignalException refused) {
            throw new OperationFailedException(
                    "The user %s of the secret %s can log in, but the queue %s can't be seen: %s".formatted(
                            login.username(),
                            login.arn(), queue, BrokerRetry.causes(refused).reduce((outer, inner) -> inner)
                                    .orElse(refused).getMessage()),
                    refused);
        } catch (TimeoutException late) {
            throw new UncheckedIOException(new IOException("the channel was not closed in time", late));
        }
    }
}
