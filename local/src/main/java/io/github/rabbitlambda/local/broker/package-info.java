/**
 * Brokers to consume from. Entry: {@link io.github.rabbitlambda.local.broker.EmbeddedBroker} in this process,
 * {@link io.github.rabbitlambda.local.broker.RabbitMqNode} in a child process, and
 * {@link io.github.rabbitlambda.local.broker.BrokerUri} for the address of any broker.
 *
 * <p>Out of scope: queues and messages, which the room {@code queue} and the command declare and consume.
 */
@NullMarked
package io.github.rabbitlambda.local.broker;

import org.jspecify.annotations.NullMarked;
