/**
 * For unit tests of a handler: messages, a context, and a listener that runs without AWS.
 *
 * <p>
 * {@link io.github.rabbitlambda.function.testing.TestMessage} makes a message by decoding an event, so that it is
 * exactly what Lambda's event gives. {@link io.github.rabbitlambda.function.testing.ListenerUnderTest} runs batches
 * through a whole listener, with settings that are given in the test, and tells what was processed and parked.
 *
 * <p>
 * Out of scope: the event source mapping, filters and a broker, which {@code local} has. Nothing that Lambda runs uses
 * this package.
 */
@NullMarked
package io.github.rabbitlambda.function.testing;

import org.jspecify.annotations.NullMarked;
