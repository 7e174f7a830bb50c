/**
 * The Lambda functions that run a stack: they declare the queues, publish and watch them, look at the network, verify
 * that the event source mapping reads, put parked messages back, and clean up.
 *
 * <p>Lambda runs three handlers: {@link io.github.rabbitlambda.operations.Steps} for everything that a deployment does by
 * itself, {@code broker.BrokerTasks} in the broker's network, and {@code replay.Replay} for people. The CDK's Provider
 * framework calls Steps: what it returns is the framework's protocol, and the message of what it throws is what the user
 * reads in CloudFormation. The listener itself is not here, and nothing here runs on the way of a message.
 */
@NullMarked
package io.github.rabbitlambda.operations;

import org.jspecify.annotations.NullMarked;
