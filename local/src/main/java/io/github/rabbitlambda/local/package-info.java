/**
 * The event source mapping on your own machine. It consumes a RabbitMQ queue, filters and encodes the messages as
 * Lambda does, and makes batches. It invokes a packaged function with each batch through the Lambda Runtime API, and
 * settles the batch by the outcome.
 *
 * <p>Entry: {@link io.github.rabbitlambda.local.Main} is the command,
 * {@link io.github.rabbitlambda.local.LocalEventSource} the mapping. The other rooms: {@code queue} makes batches,
 * {@code invoke} runs the function, {@code broker} starts brokers, {@code publish} reads messages of the user's own,
 * {@code parking} catches what the function parks, {@code process} ends child processes.
 *
 * <p>Out of scope: the AWS side of a mapping (network, roles, secrets). If a behaviour is an assumption because AWS
 * does not document it, the option that sets it says so.
 */
@NullMarked
package io.github.rabbitlambda.local;

import org.jspecify.annotations.NullMarked;
