/**
 * From the queue to a batch: this room receives messages, filters and encodes them, makes batches and settles them.
 * Entry: {@link io.github.rabbitlambda.local.queue.Batcher}.
 *
 * <p>Out of scope: the invocation, and the decision whether a batch is acknowledged or returned.
 */
@NullMarked
package io.github.rabbitlambda.local.queue;

import org.jspecify.annotations.NullMarked;
