package io.github.rabbitlambda.function;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.function.environment.ExecutionEnvironment;

/**
 * The services that a listener uses. They are made once, when the listener is made.
 *
 * @param metrics
 *            for the line of metrics: standard output, which Lambda sends to CloudWatch unchanged
 */
record Services(Settings settings, Parking parking, Optional<Ledger> ledger, Clock clock, Pause pause,
        PrintStream metrics, ExecutionEnvironment environment) {
    static Services of(Map<String, String> variables) {
        return new Services(Settings.of(variables), new Parking.NotConfigured(), Optional.empty(), Clock.systemUTC(),
                new Pause.Sleep(), System.out, ExecutionEnvironment.of(variables)).withAws();
    }

    /** With SQS, S3 and DynamoDB where the settings name them. */
    Services withAws() {
        Parking newParking = settings.failureQueue().isPresent() ? new LazyParking(settings, clock, pause) : parking;
        Optional<Ledger> newLedger = settings.idempotencyTable().isPresent()
                ? Optional.of(new LazyLedger(settings, clock))
                : ledger;
        return new Services(settings, newParking, newLedger, clock, pause, metrics, environment);
    }

    Backoff backoff() {
        return new Backoff(settings.backoff());
    }
}
