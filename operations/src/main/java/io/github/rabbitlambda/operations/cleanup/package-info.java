/**
 * What runs when a stack or a part of it is removed.
 *
 * <p>The handlers are {@link io.github.rabbitlambda.operations.cleanup.EventSourceCleanup}, with its
 * {@link io.github.rabbitlambda.operations.cleanup.EventSourceCleanupComplete} that CloudFormation polls, and
 * {@link io.github.rabbitlambda.operations.cleanup.EmptyBucket}.
 *
 * <p>Out of scope: queues. No step of a stack deletes one.
 */
@NullMarked
package io.github.rabbitlambda.operations.cleanup;

import org.jspecify.annotations.NullMarked;
