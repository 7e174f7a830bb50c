/**
 * The CDK app: five stacks, one for each way of placing an Amazon MQ for RabbitMQ broker in a network.
 * {@link io.github.rabbitlambda.infra.RabbitLambda} is the entry, {@link io.github.rabbitlambda.infra.Pipeline} the
 * order in which a stack creates its constructs. The constructs themselves and the reading of options are out of scope.
 */
@NullMarked
package io.github.rabbitlambda.infra;

import org.jspecify.annotations.NullMarked;
