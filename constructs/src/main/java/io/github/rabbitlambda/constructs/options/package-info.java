/**
 * Values that a user chooses. Each checks itself when it is made: what AWS or RabbitMQ would refuse at deployment, or
 * would accept and never deliver a message, is a {@link io.github.rabbitlambda.constructs.options.Refusal} in one
 * sentence. Knows no CDK constructs: what is made of a value is out of scope.
 */
@NullMarked
package io.github.rabbitlambda.constructs.options;

import org.jspecify.annotations.NullMarked;
