/**
 * The listener: Lambda runs it for each batch that an event source mapping takes from an Amazon MQ for RabbitMQ queue.
 *
 * <p>
 * Entry type: {@link io.github.rabbitlambda.function.RabbitMqListener}. {@code BatchRun} is the life of one batch,
 * {@code MessageRun} that of one message. Users see the listener, {@code MessageHandler}, {@code ModelEvent} and the
 * exceptions, and in their unit tests the package {@code testing}.
 *
 * <p>
 * Out of scope: decoding the event, which is in the package {@code message}; what is remembered beyond a crash, which is in
 * {@code environment}; connections to the broker, which the
 * mapping has.
 */
@NullMarked
package io.github.rabbitlambda.function;

import org.jspecify.annotations.NullMarked;
