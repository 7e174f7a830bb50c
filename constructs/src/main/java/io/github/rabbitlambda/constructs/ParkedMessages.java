package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.operation.SharedOperations;
import io.github.rabbitlambda.constructs.options.Parking;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.resource.FailureQueue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Where a listener puts messages that it gave up: a queue, for 14 days, and a bucket for those that are too large for SQS.
 */
public final class ParkedMessages extends Construct {
    private final FailureQueue failures;

    private ParkedMessages(Construct scope, String id, Builder given) {
        super(scope, id);
        failures = new FailureQueue(this, "Failures", new FailureQueue.Props(given.parking,
                SharedOperations.of(this).steps(), Optional.ofNullable(given.encryptionKey)));
    }

    public IQueue getQueue() {
        return failures.queue();
    }

    public IBucket getBucket() {
        return failures.bucket();
    }

    /** Allows to park: {@code LISTENER_FAILURE_QUEUE_URL} and {@code LISTENER_FAILURE_BUCKET} name both to a listener. */
    public Grant grantPark(IGrantable grantee) {
        return getQueue().grantSendMessages(grantee).combine(getBucket().grantPut(grantee));
    }

    /** Allows to take parked messages out. */
    public Grant grantReplay(IGrantable grantee) {
        return getQueue().grantConsumeMessages(grantee).combine(getBucket().grantRead(grantee))
                .combine(getBucket().grantDelete(grantee));
    }

    FailureQueue failures() {
        return failures;
    }

    public static final class Builder {
        private final Construct scope;
        private final String id;
        private Parking parking = Parking.RETAINED;
        private @Nullable IKey encryptionKey;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /** What the stack's deletion does with queue and bucket; they stay by default. DESTROY also empties the bucket. */
        public Builder removalPolicy(RemovalPolicy policy) {
            parking = switch (policy) {
                case DESTROY -> Parking.UNTIL_DELETION;
                case RETAIN -> Parking.RETAINED;
                default -> throw Refusal.of("removalPolicy", "DESTROY or RETAIN", policy,
                        "queues and buckets have no others here");
            };
            return this;
        }

        /** Encrypts both; by default SQS's and S3's own keys do. */
        public Builder encryptionKey(IKey key) {
            encryptionKey = key;
            return this;
        }

        public ParkedMessages build() {
            return new ParkedMessages(scope, id, this);
        }
    }
}
