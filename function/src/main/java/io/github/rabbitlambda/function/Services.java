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
        return new Services(Settings.of(environment), Parking.none(), Optional.empty(), Clock.systemUTC(),
                Thread::sleep, System.out).withAws();
    }

    /** What the settings ask for of SQS, S3 and DynamoDB. */
    Services withAws() {
        Parking aws = settings.failureQueue().isPresent() ? new LazyParking(() -> AwsParking.of(this)) : parking;
        Optional<Ledger> table = settings.idempotencyTable()
                .map(name -> new LazyLedger(() -> new DynamoDbLedger(AwsClients.dynamoDb(), settings, clock)));
        return new Services(settings, aws, table.or(() -> ledger), clock, pause, metrics);
    }

    Backoff backoff() {
        return new Backoff(settings.backoff(), RandomGenerator.getDefault());
    }
}
