/**
 * The CDK app: five stacks, one for each way of placing an Amazon MQ for RabbitMQ broker in a network, and the
 * constructs that they are made of. {@link io.github.rabbitlambda.infra.RabbitLambda} is the entry.
 */
@NullMarked
package io.github.rabbitlambda.infra;

import org.jspecify.annotations.NullMarked;
