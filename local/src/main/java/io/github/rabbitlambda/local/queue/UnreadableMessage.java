package io.github.rabbitlambda.local.queue;

import com.rabbitmq.client.MalformedFrameException;

/**
 * The AMQP client can't read the queue's first message, or JSON can't express it. After a reconnection the broker would
 * deliver it again, so the mapping stops and leaves it in the queue.
 */
public final class UnreadableMessage extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableMessage(String message, Throwable cause) {
        super(message, cause);
    }

    static void throwIfCausedBy(Throwable end, String queue, long delivery) {
        for (Throwable cause = end; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedFrameException) {
                throw new UnreadableMessage(
                        "delivery %d of queue \"%s\" has headers that the AMQP client can't read (%s): it is still in the queue; take it out, for example by the management console, and start again"
                                .formatted(delivery, queue, cause.getMessage()),
                        end);
            }
        }
    }
}
