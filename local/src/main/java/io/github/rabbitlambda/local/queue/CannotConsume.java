package io.github.rabbitlambda.local.queue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;

import io.github.rabbitlambda.local.broker.BrokerUri;

/** The queue can't be consumed; the message says why and what to do. */
public final class CannotConsume extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotConsume(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static CannotConsume because(Throwable cause, QueueSettings settings) {
        return new CannotConsume(sentence(cause, settings), cause);
    }

    static CannotConsume stream(String queue) {
        return new CannotConsume(
                "queue \"%s\" is a stream: an event source mapping reads classic and quorum queues, and Amazon MQ supports no streams"
                        .formatted(queue),
                null);
    }

    private static String sentence(Throwable cause, QueueSettings settings) {
        BrokerUri broker = settings.broker();
        return switch (cause) {
            case UnknownHostException e -> "no host is called %s: check the host in --broker".formatted(broker.host());
            case ConnectException e ->
                "nothing answers at %s: check host and port in --broker, and that the broker runs and can be reached from here"
                        .formatted(broker.address());
            case SocketTimeoutException e -> noAnswer(settings);
            case TimeoutException e -> noAnswer(settings);
            case AuthenticationFailureException e ->
                "the broker at %s refuses user %s with this password: check both in --broker (or the password's environment variable)"
                        .formatted(broker.address(), broker.user());
            case PossibleAuthenticationFailureException e ->
                "the broker at %s closed the connection while %s logged in: check user and password in --broker"
                        .formatted(broker.address(), broker.user());
            case SSLException e ->
                "the TLS connection to %s fails (%s): check that the port speaks TLS and that the host name is the one in the broker's certificate, and give the certificate authority with --ca"
                        .formatted(broker.address(), e.getMessage());
            case IOException e when closeReason(e) instanceof AMQP.Connection.Close close ->
                connectionRefused(close, settings);
            case IOException e when closeReason(e) instanceof AMQP.Channel.Close close ->
                channelClosed(close, settings);
            default -> "the connection to %s fails (%s): check that it is an AMQP port, and TLS (amqps) or not (amqp)"
                    .formatted(broker.address(), cause);
        };
    }

    private static String noAnswer(QueueSettings settings) {
        return "%s accepts the connection but does not answer as AMQP: check the port, and TLS (amqps) or not (amqp), in --broker"
                .formatted(settings.broker().address());
    }

    private static Object closeReason(Throwable e) {
        return e.getCause() instanceof ShutdownSignalException signal && signal.getReason() != null
                ? signal.getReason()
                : "";
    }

    private static String connectionRefused(AMQP.Connection.Close close, QueueSettings settings) {
        if (close.getReplyCode() == AMQP.NOT_ALLOWED) {
            return "user %s may not use the virtual host \"%s\", or it does not exist: check the last part of --broker (the broker says: %s)"
                    .formatted(settings.broker().user(), settings.broker().virtualHost(), close.getReplyText());
        }
        return "the broker at %s closed the connection: %s".formatted(settings.broker().address(),
                close.getReplyText());
    }

    private static String channelClosed(AMQP.Channel.Close close, QueueSettings settings) {
        return switch (close.getReplyCode()) {
            case AMQP.NOT_FOUND ->
                "there is no queue \"%s\" in virtual host \"%s\": declare it first, or check --queue and --broker"
                        .formatted(settings.queue(), settings.broker().virtualHost());
            case AMQP.ACCESS_REFUSED -> accessRefused(close, settings);
            default -> "queue \"%s\" can't be consumed: %s".formatted(settings.queue(), close.getReplyText());
        };
    }

    private static String accessRefused(AMQP.Channel.Close close, QueueSettings settings) {
        if (close.getReplyText().contains("exclusive")) {
            return "queue \"%s\" has an exclusive consumer: end that one first (the broker says: %s)"
                    .formatted(settings.queue(), close.getReplyText());
        }
        return "user %s may not read queue \"%s\": grant it the read permission (the broker says: %s)"
                .formatted(settings.broker().user(), settings.queue(), close.getReplyText());
    }
}
