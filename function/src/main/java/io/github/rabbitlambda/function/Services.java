package io.github.rabbitlambda.function;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a listener works with, made once per process.
 *
 * @param metrics
 *            where the line of metrics goes: standard output, which Lambda sends to CloudWatch as it is
 */
record Services(Settings settings, Parking parking, Optional<Ledger> ledger, Clock clock, Pause pause,
        PrintStream metrics) {
    static Services of(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        return new Services(settings, parking(settings), ledger(settings), Clock.systemUTC(), Thread::sleep,
                System.out);
    }

    private static Parking parking(Settings settings) {
        return Parking.none();
    }

    private static Optional<Ledger> ledger(Settings settings) {
        return Optional.empty();
    }

    Backoff backoff() {
        return new Backoff(settings.backoff(), RandomGenerator.getDefault());
    }
}
