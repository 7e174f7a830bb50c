package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.RefusedLoginException;
import io.github.rabbitlambda.operations.BrokerRetry;

/** Opens AMQP connections to one virtual host of the broker, with the user of the secret. */
public record AmqpBroker(URI address, BrokerSecret user, String virtualHost, SSLContext trust, BrokerRetry retry) {
    private static final int TEN_SECONDS = 10_000;

    /**
     * Returns a new connection, which the caller closes. It does not recover automatically, because each task is short.
     */
    public Connection connect() {
        return connect(new ConnectionFactory());
    }

    /** Returns a connection that reads any message, whatever its headers are. */
    Connection connectToRead() {
        return connect(new ReadableFramesFactory());
    }

    private Connection connect(ConnectionFactory factory) {
        configure(factory);
        return retry.call("The broker at " + address, () -> open(factory));
    }

    private void configure(ConnectionFactory factory) {
        factory.setHost(address.getHost());
        factory.setPort(address.getPort() > 0 ? address.getPort() : isEncrypted() ? 5671 : 5672);
        factory.setUsername(user.username());
        factory.setPassword(user.password());
        factory.setVirtualHost(virtualHost);
        factory.setConnectionTimeout(TEN_SECONDS);
        factory.setAutomaticRecoveryEnabled(false);
        if (isEncrypted()) {
            factory.useSslProtocol(trust);
            factory.enableHostnameVerification();
        }
    }

    private boolean isEncrypted() {
        return "amqps".equals(address.getScheme());
    }

    private Connection open(ConnectionFactory factory) {
        try {
            return factory.newConnection("operations");
        } catch (PossibleAuthenticationFailureException refused) {
            throw new RefusedLoginException(
                    ("The broker refused the user %s of the secret %s in virtual host %s: the secret must hold "
                            + "the broker's own user and password")
                            .formatted(user.username(), user.arn(), virtualHost));
        } catch (IOException failure) {
            throw failed(failure);
        } catch (TimeoutException late) {
            throw new UncheckedIOException(new IOException("no answer in 10 s", late));
        }
    }

    /** Only an explicit refusal is final: a broker that starts or stops drops connections too. */
    private RuntimeException failed(IOException failure) {
        if (failure.getCause() instanceof ShutdownSignalException shutdown && isRefusal(shutdown)) {
            return new OperationFailedException("The broker refused the connection to virtual host %s: %s"
                    .formatted(virtualHost, reason(shutdown)));
        }
        return BrokerRetry.mayPass(failure)
                ? new UncheckedIOException(failure)
                : new OperationFailedException("The broker at %s could not be trusted: %s".formatted(address,
                        failure.getMessage()), failure);
    }

    private static boolean isRefusal(ShutdownSignalException shutdown) {
        return shutdown.getReason() instanceof AMQP.Connection.Close close
                && (close.getReplyCode() == AMQP.NOT_ALLOWED || close.getReplyCode() == AMQP.ACCESS_REFUSED);
    }

    static OperationFailedException unreadable(String queue, Exception failure) {
        String reason = BrokerRetry.causes(failure).filter(ShutdownSignalException.class::isInstance).findFirst()
                .map(shutdown -> reason((ShutdownSignalException) shutdown))
                .orElseGet(() -> String.valueOf(failure.getMessage()));
        return new OperationFailedException("The dead-letter queue %s could not be read: %s".formatted(queue, reason),
                failure);
    }

    static String reason(ShutdownSignalException shutdown) {
        return switch (shutdown.getReason()) {
            case AMQP.Connection.Close close -> close.getReplyCode() + " " + close.getReplyText();
            case AMQP.Channel.Close close -> close.getReplyCode() + " " + close.getReplyText();
            case null, default -> String.valueOf(shutdown.getMessage());
        };
    }

    private static final class ReadableFramesFactory extends ConnectionFactory {
        @Override
        protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
            FrameHandlerFactory sockets = super.createFrameHandlerFactory();
            return (address, name) -> new ReadableFrames(sockets.create(address, name));
        }
    }
}
