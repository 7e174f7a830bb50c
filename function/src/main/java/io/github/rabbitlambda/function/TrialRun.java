package io.github.rabbitlambda.function;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.Counters.Counter;
import io.github.rabbitlambda.function.environment.ExecutionEnvironment;
import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Delivery;

/**
 * One invocation of a listener with given settings and without AWS, for the package {@code testing}: users see that
 * package and not this class.
 */
public final class TrialRun {
    private final Services services;
    private final Invocation invocation;

    /** Takes what would be parked, with the error as the failure queue would have it. */
    @FunctionalInterface
    public interface ParkedDeliveries {
        void add(Delivery delivery, int attempts, String errorClass, String errorMessage);
    }

    public TrialRun(Map<String, String> settings, Context context, ParkedDeliveries parked) {
        Parking inMemory = (failures, running) -> {
            failures.forEach(failure -> parked.add(failure.delivery(), failure.attempts(), failure.errorType(),
                    failure.message()));
            return new Parking.Result(List.of(), "");
        };
        services = new Services(Settings.of(settings), inMemory, Optional.empty(), Clock.systemUTC(), duration -> {},
                new PrintStream(OutputStream.nullOutputStream()), ExecutionEnvironment.inMemory());
        invocation = Invocation.of(context, services.settings());
    }

    /**
     * @throws BatchFailedException
     *             when the batch would come back
     */
    public void handle(RabbitMqListener listener, Batch batch) {
        new BatchRun(listener.userCode(), services, invocation, batch).run();
    }

    public int processed() {
        return invocation.counters().get(Counter.PROCESSED);
    }

    public int retried() {
        return invocation.counters().get(Counter.RETRIED);
    }
}
