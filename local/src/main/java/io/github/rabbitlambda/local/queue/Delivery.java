package io.github.rabbitlambda.local.queue;

import com.rabbitmq.client.AMQP.BasicProperties;

/**
 * A message as the broker delivered it. Its tag has a meaning on its subscription only; the body is not copied and must
 * not be changed.
 */
record Delivery(Subscription subscription, long tag, boolean redelivered, BasicProperties properties, byte[] body) {}
