/**
 * What is found out about a network that the stack did not make.
 *
 * <p>{@link io.github.rabbitlambda.operations.network.DefaultNetwork} is the step of the default-VPC stack. It reads and
 * changes nothing.
 *
 * <p>Out of scope: judging a template, which is the module reachability.
 */
@NullMarked
package io.github.rabbitlambda.operations.network;

import org.jspecify.annotations.NullMarked;
