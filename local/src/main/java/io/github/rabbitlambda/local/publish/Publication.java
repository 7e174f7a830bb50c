package io.github.rabbitlambda.local.publish;

import com.rabbitmq.client.AMQP.BasicProperties;

/** A message to publish. The body is not copied and must not be changed. */
public record Publication(BasicProperties properties, byte[] body) {}
