package io.github.rabbitlambda.function.testing;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.function.message.Delivery;

/**
 * What a listener did with a batch.
 *
 * @param processed
 *            messages whose handler returned
 * @param retried
 *            calls of the handler that were repeated
 * @param parked
 *            what would be in the failure queue, in the batch's order
 * @param comesBack
 *            why the whole batch comes back; empty when the invocation succeeded. Then nothing is parked
 */
public record BatchOutcome(int processed, int retried, List<Parked> parked, Optional<String> comesBack) {
    public BatchOutcome {
        parked = List.copyOf(parked);
    }

    /**
     * @param attempts
     *            calls of the handler; 0 for a record that can't be decoded
     * @param errorClass
     *            the class of what the handler threw last; "undecodable" for a record that can't be decoded
     * @param errorMessage
     *            its message and those of its causes, or why the record can't be decoded; at most 1,000 characters
     */
    public record Parked(Delivery delivery, int attempts, String errorClass, String errorMessage) {}
}
