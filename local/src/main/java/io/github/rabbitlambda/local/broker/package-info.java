/** Brokers to consume from: an embedded one, a private RabbitMQ node, or any other by its URI. */
@NullMarked
package io.github.rabbitlambda.local.broker;

import org.jspecify.annotations.NullMarked;
