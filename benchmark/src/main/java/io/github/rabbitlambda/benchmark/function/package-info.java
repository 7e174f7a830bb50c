/**
 * The functions that are compared, packaged as users package theirs, and their cold starts and warm invocations. The
 * entries are {@link io.github.rabbitlambda.benchmark.function.ColdStart} and
 * {@link io.github.rabbitlambda.benchmark.function.InvocationSpeed}; queues are out of scope.
 */
@NullMarked
package io.github.rabbitlambda.benchmark.function;

import org.jspecify.annotations.NullMarked;
