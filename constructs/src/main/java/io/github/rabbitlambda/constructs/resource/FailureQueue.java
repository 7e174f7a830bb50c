package io.github.rabbitlambda.constructs.resource;

import software.amazon.awscdk.services.kms.IKey;
import java.util.Optional;
import java.util.ArrayList;
import io.github.rabbitlambda.constructs.operation.Acknowledgements;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import io.github.rabbitlambda.constructs.operation.StepType;
import io.github.rabbitlambda.constructs.operation.Steps;
import io.github.rabbitlambda.constructs.options.Parking;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The queue in which the listener parks messages that it gave up, and the bucket for messages that are too large for
 * SQS.
 */
public final class FailureQueue extends Construct {
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
    private static final Duration RETENTION = Duration.days(14);
    // a parked message in SQS points at its body in the bucket, so the body must live longer
    private static final Duration EXPIRY = Duration.days(15);
    // the step that empties the bucket is deleted too when the bucket becomes one that stays, so it asks the bucket
    private static final String EMPTY_ON_DELETE = "rabbitlambda:empty-on-delete";
    private final Optional<IKey> encryptionKey;
    private final Queue queue;
    private final Bucket bucket;

    public FailureQueue(Construct scope, String id, Props props) {
        super(scope, id);
        encryptionKey = props.encryptionKey();
        Parking parking = props.parking();
        Steps steps = props.steps();
        RemovalPolicy removal = parking == Parking.RETAINED ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
        queue = Queue.Builder.create(this, "Queue")
                .encryption(encryptionKey.isPresent() ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED)
                .encryptionMasterKey(encryptionKey.orElse(null)).enforceSsl(true)
                .retentionPeriod(RETENTION).removalPolicy(removal).build();
        bucket = Bucket.Builder.create(this, "Bucket")
                .encryption(encryptionKey.isPresent() ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED)
                .encryptionKey(encryptionKey.orElse(null)).enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL).removalPolicy(removal)
                .lifecycleRules(List.of(LifecycleRule.builder().expiration(EXPIRY).build())).build();
        acknowledge();
        List.of(queue, bucket).forEach(Removal::keepReplaced);
        letStepsRead(steps);
        if (parking == Parking.UNTIL_DELETION) {
            emptyOnDelete(steps);
        }
    }

    private void acknowledge() {
        Acknowledgements.add(queue, "AwsSolutions-SQS3",
                "This queue is where failures end; nothing consumes it by itself.");
        Acknowledgements.add(bucket, "AwsSolutions-S1",
                "One role writes and one reads; an access log would need a bucket that outlives the stack.");
    }

    /** In the policies of queue and bucket: when an update removes them, the steps' role has been updated before. */
    private void letStepsRead(Steps steps) {
        queue.addToResourcePolicy(allow(steps, List.of("sqs:GetQueueAttributes"), queue.getQueueArn()));
        bucket.addToResourcePolicy(allow(steps, List.of("s3:GetBucketTagging"), bucket.getBucketArn()));
    }

    /** CloudFormation deletes only empty buckets. The step depends on the bucket and is therefore deleted before it. */
    private void emptyOnDelete(Steps steps) {
        Tags.of(bucket).add(EMPTY_ON_DELETE, "true");
        bucket.addToResourcePolicy(allow(steps, List.of("s3:ListBucket", "s3:ListBucketVersions"),
                bucket.getBucketArn()));
        bucket.addToResourcePolicy(allow(steps, List.of("s3:DeleteObject", "s3:DeleteObjectVersion"),
                bucket.arnForObjects("*")));
        steps.add(this, "Emptied", StepType.EMPTY_BUCKET, Map.of("BucketName", bucket.getBucketName())).getNode()
                .addDependency(Objects.requireNonNull(bucket.getPolicy()));
    }

    private static PolicyStatement allow(Steps steps, List<String> actions, String resource) {
        return PolicyStatement.Builder.create().principals(List.of(steps.role().getGrantPrincipal())).actions(actions)
                .resources(List.of(resource)).build();
    }

    /** The permissions of the listener. */
    public List<PolicyStatement> parkStatements() {
        return withKey(FunctionRole.allow("sqs:SendMessage", queue.getQueueArn()),
                FunctionRole.allow("s3:PutObject", bucket.arnForObjects("*")));
    }

    /** The permissions of a replay. */
    public List<PolicyStatement> replayStatements() {
        return withKey(
                FunctionRole.allow(List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility",
                        "sqs:GetQueueAttributes"), queue.getQueueArn()),
                FunctionRole.allow(List.of("s3:GetObject", "s3:DeleteObject"), bucket.arnForObjects("*")));
    }

    private List<PolicyStatement> withKey(PolicyStatement... statements) {
        List<PolicyStatement> all = new ArrayList<>(List.of(statements));
        encryptionKey.ifPresent(key -> all
                .add(FunctionRole.allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), key.getKeyArn())));
        return all;
    }

    void acknowledgeObjects(Role role) {
        Acknowledgements.addForWildcard(role, bucket, "/*", "Every object of the one bucket.");
    }

    public Queue queue() {
        return queue;
    }

    public Bucket bucket() {
        return bucket;
    }

    public record Props(Parking parking, Steps steps, Optional<IKey> encryptionKey) {}
}
