package io.github.rabbitlambda.function;

import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.UndecodableRecord;

import org.jspecify.annotations.Nullable;

/**
 * A delivery that has failed for good in this invocation: it is to be parked.
 *
 * @param attempts
 *            how often the handler was called in this invocation; 0 for an undecodable record
 * @param error
 *            what the handler threw last; null for an undecodable record
 */
record Failure(Delivery delivery, int attempts, @Nullable ThrownError error) {
    /** The name of the thrown class. */
    String errorType() {
        return error == null ? "undecodable" : error.type();
    }

    /** What the handler threw, in words, or why the record can't be decoded. */
    String message() {
        return switch (delivery) {
            case UndecodableRecord undecodable -> undecodable.reason();
            case Message message -> error == null ? "" : error.message();
        };
    }
}
