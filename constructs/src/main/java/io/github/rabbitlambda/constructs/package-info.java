/**
 * CDK constructs that let a Lambda function consume a queue of an Amazon MQ for RabbitMQ broker, new or existing. {@link
 * io.github.rabbitlambda.constructs.RabbitMqBroker} and {@link io.github.rabbitlambda.constructs.RabbitMqEventSource} are
 * where to begin. They read no context, and look nothing up. Values are in the package {@code options}; the other packages
 * are internal.
 */
@NullMarked
package io.github.rabbitlambda.constructs;

import org.jspecify.annotations.NullMarked;
