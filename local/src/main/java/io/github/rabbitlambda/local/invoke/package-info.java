/**
 * The function: its package, its process, and the Lambda Runtime API that invokes it. Entry:
 * {@link io.github.rabbitlambda.local.invoke.LambdaFunction}.
 *
 * <p>Out of scope: what the event contains, and when a batch is retried.
 */
@NullMarked
package io.github.rabbitlambda.local.invoke;

import org.jspecify.annotations.NullMarked;
