/**
 * The CDK app: five stacks, one for each way of placing an Amazon MQ for RabbitMQ broker in a network, and two around a
 * broker or a VPC that exists. {@link io.github.rabbitlambda.infra.RabbitLambda} is the entry,
 * {@link io.github.rabbitlambda.infra.Pipeline} the order in which one of the five creates its resources,
 * {@link io.github.rabbitlambda.infra.ExistingPipeline} the constructs of the two. The constructs themselves and the
 * reading of options are out of scope.
 */
@NullMarked
package io.github.rabbitlambda.infra;

import org.jspecify.annotations.NullMarked;
