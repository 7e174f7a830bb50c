/**
 * Decides whether a deployment's mappings really read.
 *
 * <p>The handlers are {@link io.github.rabbitlambda.operations.verify.Verify} and
 * {@link io.github.rabbitlambda.operations.verify.VerifyComplete}, which CloudFormation polls.
 *
 * <p>Out of scope: why a mapping does not read; the message repeats what Lambda says.
 */
@NullMarked
package io.github.rabbitlambda.operations.verify;

import org.jspecify.annotations.NullMarked;
