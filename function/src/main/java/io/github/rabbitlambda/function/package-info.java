/**
 * The listener: what Lambda runs for each batch that an event source mapping takes from an Amazon MQ for RabbitMQ queue.
 *
 * <p>
 * Start at {@link io.github.rabbitlambda.function.RabbitMqListener}. The event is decoded message by message into an
 * immutable {@link io.github.rabbitlambda.function.message.Batch}; a record that cannot be decoded never touches its neighbours.
 * Out of scope: talking to the broker. The mapping does that.
 */
@NullMarked
package io.github.rabbitlambda.function;

import org.jspecify.annotations.NullMarked;
