package io.github.rabbitlambda.function;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.UndecodableRecord;

/**
 * A delivery that has failed for good in this invocation: it is to be parked.
 *
 * @param attempts
 *            how often the handler was called in this invocation; 0 for an undecodable record
 * @param cause
 *            what the handler threw last; null for an undecodable record
 */
record Failure(Delivery delivery, int attempts, @Nullable Throwable cause) {
    /**
     * The name of the thrown class. It may be logged; the message may not, because user code may quote a body in it.
     */
    String errorType() {
        return cause == null ? "undecodable" : cause.getClass().getName();
    }

    /** The message of what the handler threw, or why the record can't be decoded. */
    String message() {
        return switch (delivery) {
            case UndecodableRecord undecodable -> undecodable.reason();
            case Message message -> cause == null ? "" : String.valueOf(cause.getMessage());
        };
    }
}
