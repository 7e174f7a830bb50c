package io.github.rabbitlambda.function;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a listener works with, made once per process.
 *
 * @param metrics
 *            where the line of metrics goes: standard output, which Lambda sends to CloudWatch as it is
 */
record Services(Settings settings, Parking parking, Optional<Ledger> ledger, Clock clock, Pause pause,
        PrintStream metrics) {
    static Services of(Map<String, String> environment) {
        return new Services(Settings.of(environment), new Parking.None(), Optional.empty(), Clock.systemUTC(),
                new Pause.Sleep(), System.out).withAws();
    }

    /** What the settings ask for of SQS, S3 and DynamoDB. */
    Services withAws() {
        Parking aws = settings.failureQueue().isPresent() ? new LazyParking(settings, clock, pause) : parking;
        Optional<Ledger> table = settings.idempotencyTable().isPresent()
                ? Optional.of(new LazyLedger(settings, clock))
                : ledger;
        return new Services(settings, aws, table, clock, pause, metrics);
    }

    Backoff backoff() {
        return new Backoff(settings.backoff());
    }
}
