/**
 * Decides whether a deployment's mappings really read.
 *
 * <p>Entry: {@link io.github.rabbitlambda.operations.verify.Verification}, a step of {@code Steps}.
 *
 * <p>Out of scope: why a mapping does not read; the message repeats what Lambda says.
 */
@NullMarked
package io.github.rabbitlambda.operations.verify;

import org.jspecify.annotations.NullMarked;
