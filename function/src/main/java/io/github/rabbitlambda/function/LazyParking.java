package io.github.rabbitlambda.function;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes the parking in SQS and S3 when something is parked for the first time: most invocations park nothing and do not
 * wait for the AWS SDK to load. Used by one thread at a time.
 */
final class LazyParking implements Parking {
    private final Settings settings;
    private final Clock clock;
    private final Pause pause;
    private @Nullable Parking cached;

    LazyParking(Settings settings, Clock clock, Pause pause) {
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public Result park(List<Failure> failures, Invocation invocation) {
        Parking parking = cached;
        if (parking == null) {
            parking = make();
            cached = parking;
        }
        return parking.park(failures, invocation);
    }

    private Parking make() {
        FailureQueue queue = new FailureQueue(AwsClients.sqs(), settings.failureQueue().orElseThrow(), pause,
                new Backoff(settings.backoff()));
        return new AwsParking(queue, new FailureBucket(new BucketClient(), settings), settings.parkMaxBytes(), clock);
    }

    /** A method reference in its place would load the client of S3, which a jar may lack, for the queue too. */
    private static final class BucketClient implements Supplier<S3Client> {
        @Override
        public S3Client get() {
            return AwsClients.s3();
        }
    }
}
