package io.github.rabbitlambda.operations.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.RolePropagation;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.S3Server;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class EmptyBucketTest {
    private static S3Server server;
    private static S3Client s3;

    @BeforeAll
    static void start() throws Exception {
        server = new S3Server();
        s3 = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void emptiesABucketOfMoreThanOnePage() {
        s3.createBucket(request -> request.bucket("many"));
        IntStream.range(0, 1005).parallel().forEach(i -> put("many", "parked/" + i));

        assertThat(handle("Delete", "many", Invocation.fresh()))
                .isEqualTo(Map.of("PhysicalResourceId", "empty-bucket"));

        s3.deleteBucket(request -> request.bucket("many"));
        assertThat(s3.listBuckets().buckets()).noneMatch(bucket -> bucket.name().equals("many"));
    }

    @Test
    void deletesEveryVersionAndDeleteMarker() {
        s3.createBucket(request -> request.bucket("versions"));
        s3.putBucketVersioning(
                request -> request.bucket("versions")
                        .versioningConfiguration(configuration -> configuration.status("Enabled")));
        put("versions", "a");
        put("versions", "a");
        put("versions", "b");
        s3.deleteObject(request -> request.bucket("versions").key("b"));
        assertThat(s3.listObjectVersions(request -> request.bucket("versions")).versions()).hasSizeGreaterThan(2);

        handle("Delete", "versions", Invocation.fresh());

        assertThat(s3.listObjectVersions(request -> request.bucket("versions")).versions()).isEmpty();
        assertThat(s3.listObjectVersions(request -> request.bucket("versions")).deleteMarkers()).isEmpty();
        s3.deleteBucket(request -> request.bucket("versions"));
    }

    @Test
    void toleratesABucketThatIsGone() {
        assertThat(handle("Delete", "never-made", Invocation.fresh())).containsKey("PhysicalResourceId");
    }

    @Test
    void touchesNothingWhenTheStackIsMadeOrChanged() {
        s3.createBucket(request -> request.bucket("kept"));
        put("kept", "a");

        handle("Create", "kept", Invocation.fresh());
        handle("Update", "kept", Invocation.fresh());

        assertThat(s3.listObjectsV2(request -> request.bucket("kept")).contents()).hasSize(1);
    }

    @Test
    void stopsInTimeAndSaysHowToGoOn() {
        s3.createBucket(request -> request.bucket("slow"));
        put("slow", "a");

        assertThatThrownBy(() -> handle("Delete", "slow", new Invocation(19_999)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "The bucket slow holds more than could be deleted in time: destroy the stack again to go on");
    }

    @Test
    void namesTheObjectThatCanNotBeDeletedAndThePermissionThatLacks() throws Exception {
        try (AwsService aws = new AwsService()) {
            S3Client client = aws.client(S3Client.builder().forcePathStyle(true));
            aws.on("GET /held", Answer.ok(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListVersionsResult "
                            + "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>held</Name><IsTruncated>false</IsTruncated><Version><Key>a</Key><VersionId>v1</VersionId><IsLatest>true</IsLatest></Version></ListVersionsResult>"));
            aws.on("POST /held", Answer.ok(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><DeleteResult "
                            + "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Error><Key>a</Key><VersionId>v1</VersionId><Code>AccessDenied</Code><Message>Access "
                            + "Denied</Message></Error></DeleteResult>"));
            assertThatThrownBy(() -> handle(client, "Delete", "held", Invocation.fresh()))
                    .hasMessage("The object a of the bucket held could not be deleted: AccessDenied Access Denied");

            aws.on("GET /held", new Answer(403,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>AccessDenied</Code><Message>Access "
                            + "Denied</Message></Error>",
                    Optional.empty()));
            assertThatThrownBy(() -> handle(client, "Delete", "held", Invocation.fresh())).hasMessage(
                    "This function's role must allow s3:ListBucketVersions and s3:DeleteObjectVersion on held, "
                            + "and AWS refused it: Access Denied");
        }
    }

    private static void put(String bucket, String key) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("x"));
    }

    private static Map<String, Object> handle(String type, String bucket, Invocation invocation) {
        return handle(s3, type, bucket, invocation);
    }

    private static Map<String, Object> handle(S3Client client, String type, String bucket, Invocation invocation) {
        return new EmptyBucket(client, new RolePropagation(Duration.ZERO, Duration.ofMillis(1))).handleRequest(
                Map.of("RequestType", type, "ResourceProperties", Map.of("BucketName", bucket)),
                invocation);
    }
}
