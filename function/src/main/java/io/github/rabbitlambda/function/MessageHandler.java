package io.github.rabbitlambda.function;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.message.Message;

/**
 * The user's code: handle one message, or throw.
 *
 * <p>
 * A return means that the message is done with. Messages may come more than once: Lambda promises at least once.
 */
@FunctionalInterface
public interface MessageHandler {
    /**
     * @param context
     *            the invocation's, with its remaining time and its logger
     * @throws Exception
     *             any, when the message could not be handled
     */
    void handle(Message message, Context context) throws Exception;
}
