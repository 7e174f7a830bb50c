package io.github.rabbitlambda.function;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.UndecodableRecord;

/**
 * A delivery that is given up.
 *
 * @param attempts
 *            how often it was tried in this invocation; none for an undecodable record
 * @param cause
 *            what the handler threw last; null for an undecodable record
 */
record Failure(Delivery delivery, int attempts, @Nullable Throwable cause) {
    /** The thrown type's name; it may be logged, while the message of what user code threw may quote a body. */
    String type() {
        return cause == null ? "undecodable" : cause.getClass().getName();
    }

    /** The handler's words, or why the record can't be decoded. */
    String message() {
        return switch (delivery) {
            case UndecodableRecord undecodable -> undecodable.reason();
            case Message message -> cause == null ? "" : String.valueOf(cause.getMessage());
        };
    }
}
