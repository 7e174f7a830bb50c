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

    /** A client of the AWS SDK, which a user may have left out of the jar. */
    private enum Client {
        SQS("sqs/SqsClient"), S3("s3/S3Client"), DYNAMODB("dynamodb/DynamoDbClient");

        private final String type;

        Client(String type) {
            this.type = type;
        }

        /** Looks for the class and does not load it: most invocations need none. */
        void requireFor(String setting) {
            String file = "software/amazon/awssdk/services/" + type + ".class";
            if (Services.class.getClassLoader().getResource(file) == null) {
                throw new SettingException(setting + " needs software.amazon.awssdk:" + type.substring(0, type.indexOf('/'))
                        + ", which the function's jar lacks: add that dependency, or leave the setting out");
            }
        }
    }

    /**
     * With SQS, S3 and DynamoDB where the settings name them.
     *
     * @throws SettingException
     *             when the jar lacks the client of one that is named
     */
    Services withAws() {
        requireClients();
        Parking newParking = settings.failureQueue().isPresent() ? new LazyParking(settings, clock, pause) : parking;
        Optional<Ledger> newLedger = settings.idempotencyTable().isPresent()
                ? Optional.of(new LazyLedger(settings, clock))
                : ledger;
        return new Services(settings, newParking, newLedger, clock, pause, metrics, environment);
    }

    private void requireClients() {
        if (settings.failureQueue().isPresent()) {
            Client.SQS.requireFor(Settings.FAILURE_QUEUE_URL);
        }
        if (settings.failureBucket().isPresent()) {
            Client.S3.requireFor(Settings.FAILURE_BUCKET);
        }
        if (settings.idempotencyTable().isPresent()) {
            Client.DYNAMODB.requireFor(Settings.IDEMPOTENCY_TABLE);
        }
    }

    Backoff backoff() {
        return new Backoff(settings.backoff());
    }
}
