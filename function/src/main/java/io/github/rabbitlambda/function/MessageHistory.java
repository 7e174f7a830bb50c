package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.environment.MessageMarks;
import io.github.rabbitlambda.function.environment.Suspicion;
import io.github.rabbitlambda.function.message.Headers;
import io.github.rabbitlambda.function.message.Message;

/**
 * What earlier deliveries of a message say about it before it is handled.
 */
final class MessageHistory {
    private final MessageMarks marks;
    private final int maxCrashes;
    private final OptionalInt maxDeliveries;
    private final boolean canPark;

    MessageHistory(Services services) {
        this.marks = services.environment().marks();
        this.maxCrashes = services.settings().maxCrashes();
        this.maxDeliveries = services.settings().maxDeliveries();
        this.canPark = !(services.parking() instanceof Parking.NotConfigured);
    }

    /** Whether there is a failure queue. */
    boolean canPark() {
        return canPark;
    }

    /** Why a message is to be parked without another try; empty for nearly every message. */
    Optional<Failed> reasonToPark(Message message) {
        Optional<Suspicion> suspicion = marks.suspicion(message);
        if (suspicion.isPresent() && suspicion.get().reaches(maxCrashes)) {
            return failed(suspicion.get().certain() ? "java.util.concurrent.TimeoutException" : "ProcessEnded",
                    suspicion.get().sentence());
        }
        return maxDeliveries.isPresent() && deliveries(message) > maxDeliveries.getAsInt()
                ? failed("TooManyDeliveries", "the message was delivered " + deliveries(message)
                        + " times; LISTENER_MAX_DELIVERIES is " + maxDeliveries.getAsInt())
                : Optional.empty();
    }

    private static Optional<Failed> failed(String type, String sentence) {
        return Optional.of(Failed.byMessage(0, ThrownError.earlier(type, sentence)));
    }

    /** At least, as far as the broker counts them. */
    private static long deliveries(Message message) {
        Headers headers = message.headers();
        long returns = Math.max(headers.wholeNumber("x-delivery-count").orElse(0),
                headers.wholeNumber("x-acquired-count").orElse(0));
        return 1 + Math.max(returns, message.redelivered() ? 1 : 0);
    }

    /** Whether a message is to be handled with no other one in work. */
    boolean isSuspected(Message message) {
        return marks.suspicion(message).isPresent();
    }

    /** The message has to come back although it was interrupted, so it need not be tried again. */
    void tookTooLong(Message message, Duration limit) {
        marks.suspect(message, suspicion -> suspicion.tookTooLong(limit));
    }

    /**
     * @param hadItsTime
     *            whether the message had as much time as it may take; otherwise it may have been started late
     */
    void wasInWorkAtTheEndOfTheTime(Message message, boolean hadItsTime) {
        marks.suspect(message, suspicion -> suspicion.atEndOfTime(hadItsTime));
    }

    void ranOutOfMemory(Message message) {
        marks.suspect(message, Suspicion::outOfMemory);
    }
}
