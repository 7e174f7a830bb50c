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
 * Lambda calls it for each batch. Extend it, with a public constructor without parameters that passes your handler to
 * this one.
 *
 * <p>
 * A message whose handler throws is retried within the invocation, then parked in the failure queue; the other messages
 * of its batch are not affected. The invocation fails, and the batch comes back, only when a message can be neither
 * processed nor parked. The settings are environment variables named {@code LISTENER_…}.
 */
public abstract class RabbitMqListener implements RequestStreamHandler {
    private final MessageHandler handler;
    private final Services services;

    /**
     * @throws SettingException
     *             when a setting is wrong
     */
    protected RabbitMqListener(MessageHandler handler) {
        this(handler, Services.of(System.getenv()));
    }

    RabbitMqListener(MessageHandler handler, Services services) {
        this.handler = handler;
        this.services = services;
    }

    /**
     * Messages of a queue with the same key are handled one after the other, in the batch's order, while messages with
     * other keys run at the same time. By default there is no key: with a concurrency above 1 messages are handled in
     * any order. This method must not block. A message for which it throws is parked.
     */
    protected Optional<String> orderingKey(Message message) {
        return Optional.empty();
    }

    /**
     * Identifies a message within its queue, for the idempotency table; by default this is the message id. A message
     * without a key is processed unchecked. This method must not block. A message for which it throws is parked.
     */
    protected Optional<String> idempotencyKey(Message message) {
        return message.properties().messageId();
    }

    /**
     * Lambda calls this.
     *
     * @throws InvalidEventException
     *             when the event is not one of Amazon MQ for RabbitMQ
     * @throws BatchFailedException
     *             when the batch has to come back
     */
    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        services.environment().endIfStillRequired();
        Batch batch;
        try {
            batch = Batch.decode(input);
        } catch (OutOfMemoryError e) {
            services.environment().requireEnd();
            services.environment().endIfRequired();
            throw e;
        }
        handle(batch, context);
    }

    /**
     * Does the same for a batch that is decoded already, by {@link ModelEvent} for example.
     *
     * @throws BatchFailedException
     *             when the batch has to come back
     */
    public final void handle(Batch batch, Context context) {
        services.environment().endIfStillRequired();
        try {
            new BatchRun(userCode(), services, Invocation.of(context, services.settings()), batch).run();
        } catch (OutOfMemoryError e) {
            services.environment().requireEnd();
            throw e;
        } finally {
            services.environment().endIfRequired();
        }
    }

    UserCode userCode() {
        return new OwnCode();
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
