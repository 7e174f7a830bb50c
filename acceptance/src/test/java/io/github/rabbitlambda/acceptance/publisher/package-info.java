/**
 * What a handler sees of the messages of real publishers: each {@code …Test} publishes with one client library to a real
 * broker, and {@link io.github.rabbitlambda.acceptance.publisher.MappedHandler} takes the message to a handler. The table
 * "What publishers send" in docs/listener.md is what these tests assert.
 */
@NullMarked
package io.github.rabbitlambda.acceptance.publisher;

import org.jspecify.annotations.NullMarked;
