/**
 * CDK constructs that let a Lambda function consume a queue of an Amazon MQ for RabbitMQ broker, new or existing. They
 * read no context.
 */
@NullMarked
package io.github.rabbitlambda.constructs;

import org.jspecify.annotations.NullMarked;
