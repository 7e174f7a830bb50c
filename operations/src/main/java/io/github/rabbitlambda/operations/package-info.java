/**
 * The Lambda functions that run a stack: they declare the queues, publish and watch them, look at the network, verify
 * that the event source mapping reads, put parked messages back, and clean up.
 *
 * <p>Each public class is a handler. Those of custom resources are called through the CDK's Provider framework: what
 * they return is its protocol, and the message of what they throw is what the user reads in CloudFormation. The
 * listener itself is not here, and nothing here runs on the way of a message.
 */
@NullMarked
package io.github.rabbitlambda.operations;

import org.jspecify.annotations.NullMarked;
