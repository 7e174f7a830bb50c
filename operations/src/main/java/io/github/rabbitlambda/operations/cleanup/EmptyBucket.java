package io.github.rabbitlambda.operations.cleanup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.RolePropagation;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * Deletes all objects and versions of a bucket when its stack is deleted, because CloudFormation deletes only empty
 * buckets. Create and Update do nothing. Objects that are written meanwhile may be missed; the listener no longer
 * exists then.
 */
public final class EmptyBucket implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private static final int RESERVE_MILLIS = 20_000;

    private final S3Client s3;
    private final RolePropagation role;

    /** Called by Lambda. */
    public EmptyBucket() {
        this(S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build(), RolePropagation.ofTheStack());
    }

    EmptyBucket(S3Client s3, RolePropagation role) {
        this.s3 = s3;
        this.role = role;
    }

    /** Fails when the time is over or an object can't be deleted. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        String bucket = Input.resourceProperties(event).text("BucketName");
        if ("Delete".equals(event.get("RequestType"))) {
            role.retry(() -> AwsCall.of("s3:ListBucketVersions and s3:DeleteObjectVersion", bucket,
                    () -> empty(bucket, context)));
        }
        return new LinkedHashMap<>(Map.of("PhysicalResourceId", "empty-bucket"));
    }

    private boolean empty(String bucket, Context context) {
        try {
            for (List<ObjectIdentifier> page = page(bucket); !page.isEmpty(); page = page(bucket)) {
                delete(bucket, page);
                checkTime(bucket, context);
            }
            return true;
        } catch (NoSuchBucketException gone) {
            return false;
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
            throw new OperationFailedException(
                    "The object %s of the bucket %s could not be deleted: %s %s".formatted(error.key(),
                            bucket, error.code(), error.message()));
        });
    }

    private static void checkTime(String bucket, Context context) {
        if (context.getRemainingTimeInMillis() < RESERVE_MILLIS) {
            throw new OperationFailedException(
                    "The bucket %s holds more than could be deleted in time: destroy the stack again to go on"
                            .formatted(bucket));
        }
    }

    private static ObjectIdentifier object(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
