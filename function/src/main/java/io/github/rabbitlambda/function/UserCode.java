package io.github.rabbitlambda.function;

import java.util.Optional;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.message.Message;

/**
 * What the user of {@link RabbitMqListener} has written: the handler and the two keys.
 */
interface UserCode {
    void handle(Message message, Context context) throws Exception;

    Optional<String> orderingKey(Message message);

    Optional<String> idempotencyKey(Message message);
}
