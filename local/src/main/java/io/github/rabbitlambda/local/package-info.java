/**
 * The event source mapping on your own machine: messages are consumed from a RabbitMQ queue, batched, filtered, encoded
 * as Lambda encodes them, and handed to a packaged function through the Lambda Runtime API; then they are settled by
 * what the function answered. {@link io.github.rabbitlambda.local.Main} is the command,
 * {@link io.github.rabbitlambda.local.LocalEventSource} the mapping.
 *
 * <p>Out of scope: the AWS side of a mapping (network, roles, secrets) and everything that AWS does not document; where
 * a behaviour is an assumption, the option that sets it says so.
 */
@NullMarked
package io.github.rabbitlambda.local;

import org.jspecify.annotations.NullMarked;
