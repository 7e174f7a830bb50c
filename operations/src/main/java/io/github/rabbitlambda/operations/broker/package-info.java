/**
 * What is done on the broker itself, from a function inside the broker's network.
 *
 * <p>{@link io.github.rabbitlambda.operations.broker.BrokerTasks} is the Lambda function. It has a class for each task:
 * declare ({@code TopologyDeclaration}), publish, move, observe. {@code ManagementApi} and {@code AmqpBroker} are the
 * two connections.
 *
 * <p>Out of scope: SQS, S3 and Lambda, which this function can't reach; the other rooms call it instead.
 */
@NullMarked
package io.github.rabbitlambda.operations.broker;

import org.jspecify.annotations.NullMarked;
