package io.github.rabbitlambda.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.InvalidEventException;
import io.github.rabbitlambda.function.message.Message;

/**
 * What Lambda calls for each batch. Extend it with a public constructor without parameters that passes your handler on.
 *
 * <p>
 * A message whose handler throws is tried again within the invocation, then parked in the failure queue, and the rest of
 * its batch succeeds. The invocation fails, and the batch comes back, only when something can be neither processed nor
 * parked. Settings come from environment variables named {@code LISTENER_…}; a wrong one is told when the listener is
 * made.
 */
public abstract class RabbitMqListener implements RequestStreamHandler {
    private final MessageHandler handler;
    private final Services services;

    /**
     * @throws SettingException
     *             when an environment variable of the listener can't be used
     */
    protected RabbitMqListener(MessageHandler handler) {
        this(handler, Services.of(System.getenv()));
    }

    RabbitMqListener(MessageHandler handler, Services services) {
        this.handler = handler;
        this.services = services;
    }

    /**
     * Messages of a queue with the same key are handled one after the other, in the batch's order, while others run beside
     * them. By default there is no key: with a concurrency above 1 messages are handled in any order. It must not block,
     * and a message for which it throws is parked.
     */
    protected Optional<String> orderingKey(Message message) {
        return Optional.empty();
    }

    /**
     * What tells a message from all others of its queue, for the idempotency table; by default its message id. A message
     * without one is processed unchecked. It must not block, and a message for which it throws is parked.
     */
    protected Optional<String> idempotencyKey(Message message) {
        return message.properties().messageId();
    }

    /**
     * Lambda's way in.
     *
     * @throws InvalidEventException
     *             when the event is no event of Amazon MQ for RabbitMQ
     * @throws BatchFailedException
     *             when the batch has to come back
     */
    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        handle(Batch.decode(input), context);
    }

    /**
     * The same for those who have the batch already, from {@link ModelEvent} for example.
     *
     * @throws BatchFailedException
     *             when the batch has to come back
     */
    public final void handle(Batch batch, Context context) {
        new BatchRun(new OwnCode(), services, Invocation.of(context, services.settings()), batch).run();
    }

    MessageHandler handler() {
        return handler;
    }

    private final class OwnCode implements UserCode {
        @Override
        public void handle(Message message, Context context) throws Exception {
            handler.handle(message, context);
        }

        @Override
        public Optional<String> orderingKey(Message message) {
            return RabbitMqListener.this.orderingKey(message);
        }

        @Override
        public Optional<String> idempotencyKey(Message message) {
            return RabbitMqListener.this.idempotencyKey(message);
        }
    }
}
