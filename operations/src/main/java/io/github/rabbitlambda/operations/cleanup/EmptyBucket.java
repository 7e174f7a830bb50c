package io.github.rabbitlambda.operations.cleanup;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.CannotSucceedException;
import io.github.rabbitlambda.operations.DeploymentStep;
import io.github.rabbitlambda.operations.Input;

/**
 * Deletes all objects and versions of a bucket when its stack deletes it, because CloudFormation deletes only empty
 * buckets. Create and Update do nothing. Objects that are written meanwhile may be missed; the listener no longer
 * exists then.
 *
 * <p>This step may be deleted while the bucket is retained, so at that time the bucket's tag decides:
 * {@value #EMPTY_ON_DELETE}. The CDK's own emptying of buckets does the same.
 */
public final class EmptyBucket implements DeploymentStep {
    static final String EMPTY_ON_DELETE = "rabbitlambda:empty-on-delete";
    private static final Set<String> NO_TAGS = Set.of("NoSuchTagSet", "NoSuchBucket");
    private static final int RESERVE_MILLIS = 20_000;

    private final S3Client s3;

    public EmptyBucket(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public String physicalId(Map<String, Object> event) {
        return "empty-bucket";
    }

    /** What does not fit into one invocation is deleted by the next one. */
    @Override
    public Map<String, Object> progress(Map<String, Object> event, Context context) {
        String bucket = Input.resourceProperties(event).text("BucketName");
        if (!DeploymentStep.isDelete(event) || !goesWithItsObjects(bucket)) {
            return COMPLETE;
        }
        return AwsCall.of("s3:ListBucketVersions and s3:DeleteObjectVersion", bucket, () -> empty(bucket, context))
                ? COMPLETE
                : INCOMPLETE;
    }

    private boolean goesWithItsObjects(String bucket) {
        return AwsCall.of("s3:GetBucketTagging", bucket, () -> tags(bucket)).stream()
                .anyMatch(tag -> tag.key().equals(EMPTY_ON_DELETE) && tag.value().equals("true"));
    }

    /** S3 reports a bucket without tags as an error. */
    private List<Tag> tags(String bucket) {
        try {
            return s3.getBucketTagging(request -> request.bucket(bucket)).tagSet();
        } catch (S3Exception failure) {
            if (AwsCall.errorCode(failure).filter(NO_TAGS::contains).isPresent()) {
                return List.of();
            }
            throw failure;
        }
    }

    /** Returns whether the bucket is empty. */
    private boolean empty(String bucket, Context context) {
        try {
            List<ObjectIdentifier> page = page(bucket);
            while (!page.isEmpty() && context.getRemainingTimeInMillis() > RESERVE_MILLIS) {
                delete(bucket, page);
                page = page(bucket);
            }
            return page.isEmpty();
        } catch (NoSuchBucketException gone) {
            return true;
        }
    }

    /** Reads the first page each time, because the previous page's objects have been deleted. */
    private List<ObjectIdentifier> page(String bucket) {
        ListObjectVersionsResponse page = s3.listObjectVersions(request -> request.bucket(bucket));
        return Stream.concat(page.versions().stream().map(version -> object(version.key(), version.versionId())),
                page.deleteMarkers().stream().map(marker -> object(marker.key(), marker.versionId()))).toList();
    }

    private void delete(String bucket, List<ObjectIdentifier> objects) {
        DeleteObjectsResponse response = s3.deleteObjects(request -> request.bucket(bucket)
                .delete(deletion -> deletion.objects(objects).quiet(true)));
        response.errors().stream().findFirst().ifPresent(error -> {
            throw new CannotSucceedException(
                    "The object %s of the bucket %s could not be deleted: %s %s".formatted(error.key(),
                            bucket, error.code(), error.message()));
        });
    }

    private static ObjectIdentifier object(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
