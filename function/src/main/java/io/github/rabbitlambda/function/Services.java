package io.github.rabbitlambda.function;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What a listener works with, made once per process.
 *
 * @param metrics
 *            where the line of metrics goes: standard output, which Lambda sends to CloudWatch as it is
 */
record Services(Settings settings, Parking parking, Optional<Ledger> ledger, Clock clock, Pause pause,
        PrintStream metrics) {
    /** Safe for use by many threads, and at hand without looking for others. */
    private static final RandomGenerator RANDOM = new Random();

    static Services of(Map<String, String> environment) {
        return new Services(Settings.of(environment), new Parking.None(), Optional.empty(), Clock.systemUTC(),
                new Pause.Sleep(), System.out).withAws();
    }

    /** What the settings ask for of SQS, S3 and DynamoDB. */
    Services withAws() {
        Parking aws = settings.failureQueue().isPresent() ? new LazyParking(this::awsParking) : parking;
        Optional<Ledger> table = settings.idempotencyTable().isPresent()
                ? Optional.of(new LazyLedger(() -> new DynamoDbLedger(AwsClients.dynamoDb(), settings, clock)))
                : ledger;
        return new Services(settings, aws, table, clock, pause, metrics);
    }

    private Parking awsParking() {
        FailureQueue queue = new FailureQueue(AwsClients.sqs(), settings.failureQueue().orElseThrow(), pause, backoff());
        return new AwsParking(queue, new FailureBucket(AwsClients::s3, settings), settings.parkMaxBytes(), clock);
    }

    Backoff backoff() {
        return new Backoff(settings.backoff(), RANDOM);
    }
}
