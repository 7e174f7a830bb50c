package io.github.rabbitlambda.function;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.message.Message;

/**
 * The user's code, called for each message.
 *
 * <p>
 * When it returns, the message counts as processed; when it throws, the message has failed. A message may come more
 * than once: Lambda promises at least once.
 */
@FunctionalInterface
public interface MessageHandler {
    /**
     * @param context
     *            of the invocation, with its remaining time and its logger
     * @throws Exception
     *             of any kind, when the message could not be handled
     */
    void handle(Message message, Context context) throws Exception;
}
