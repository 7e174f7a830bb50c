/**
 * What runs when a stack or a part of it is removed.
 *
 * <p>Entries, all of them steps of {@code Steps}: {@link io.github.rabbitlambda.operations.cleanup.EventSourceCleanup}
 * waits until Lambda has left the network, {@link io.github.rabbitlambda.operations.cleanup.EmptyBucket} empties the
 * bucket of parked messages, and {@link io.github.rabbitlambda.operations.cleanup.ChangeGuard} refuses an update that
 * would lose a broker or parked messages.
 *
 * <p>Out of scope: queues. No step of a stack deletes one.
 */
@NullMarked
package io.github.rabbitlambda.operations.cleanup;

import org.jspecify.annotations.NullMarked;
