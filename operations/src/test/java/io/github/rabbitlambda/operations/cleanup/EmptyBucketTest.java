package io.github.rabbitlambda.operations.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.AwsCallFailedException;
import io.github.rabbitlambda.operations.CannotSucceedException;
import io.github.rabbitlambda.operations.CustomResourceEvent;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.S3Server;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tag;

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
        IntStream.range(0, 1005).forEach(i -> put("many", "parked/" + i));

        assertThat(delete("many", Invocation.fresh())).isEqualTo(Map.of("IsComplete", true));

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

        delete("versions", Invocation.fresh());

        assertThat(s3.listObjectVersions(request -> request.bucket("versions")).versions()).isEmpty();
        assertThat(s3.listObjectVersions(request -> request.bucket("versions")).deleteMarkers()).isEmpty();
        s3.deleteBucket(request -> request.bucket("versions"));
    }

    @Test
    void toleratesABucketThatIsGone() {
        assertThat(delete("never-made", Invocation.fresh())).isEqualTo(Map.of("IsComplete", true));
    }

    @Test
    void touchesNothingWhenTheStackIsMadeOrChanged() {
        s3.createBucket(request -> request.bucket("kept"));
        put("kept", "a");

        handle(tagged("true"), "Create", "kept", Invocation.fresh());
        handle(tagged("true"), "Update", "kept", Invocation.fresh());

        assertThat(objects("kept")).isEqualTo(1);
    }

    // retainFailures=true on a live stack removes the step and keeps the bucket: its objects are not to go
    @Test
    void keepsTheObjectsOfABucketThatIsRetained() throws Exception {
        s3.createBucket(request -> request.bucket("retained"));
        put("retained", "a");

        handle(tagged("false"), "Delete", "retained", Invocation.fresh());
        assertThat(objects("retained")).isEqualTo(1);

        try (AwsService aws = new AwsService()) {
            aws.on("GET /untagged", new Answer(404,
                    "<Error><Code>NoSuchTagSet</Code><Message>The TagSet does not exist</Message></Error>",
                    Optional.empty()));
            assertThat(handle(aws.client(S3Client.builder().forcePathStyle(true)), "Delete", "untagged",
                    Invocation.fresh())).isEqualTo(Map.of("IsComplete", true));
            assertThat(aws.requests("GET /untagged")).singleElement()
                    .satisfies(request -> assertThat(request.query()).startsWith("tagging"));
        }
    }

    @Test
    void goesOnInTheNextInvocationWhenTheTimeIsOver() {
        s3.createBucket(request -> request.bucket("slow"));
        put("slow", "a");

        assertThat(delete("slow", new Invocation(20_000))).isEqualTo(Map.of("IsComplete", false));
        assertThat(objects("slow")).isEqualTo(1);
        assertThat(delete("slow", new Invocation(20_001))).isEqualTo(Map.of("IsComplete", true));
        assertThat(objects("slow")).isZero();
    }

    @Test
    void namesTheObjectThatCanNotBeDeletedAndThePermissionThatLacks() throws Exception {
        try (AwsService aws = new AwsService()) {
            S3Client client = aws.client(S3Client.builder().forcePathStyle(true));
            aws.on("GET /held", request -> request.query().startsWith("tagging")
                    ? Answer.ok("<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet><Tag><Key>"
                            + EmptyBucket.EMPTY_ON_DELETE + "</Key><Value>true</Value></Tag></TagSet></Tagging>")
                    : Answer.ok("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListVersionsResult "
                            + "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>held</Name><IsTruncated>false</IsTruncated><Version><Key>a</Key><VersionId>v1</VersionId><IsLatest>true</IsLatest></Version></ListVersionsResult>"));
            aws.on("POST /held", Answer.ok(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><DeleteResult "
                            + "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Error><Key>a</Key><VersionId>v1</VersionId><Code>AccessDenied</Code><Message>Access "
                            + "Denied</Message></Error></DeleteResult>"));
            assertThatThrownBy(() -> handle(client, "Delete", "held", Invocation.fresh()))
                    .isInstanceOf(CannotSucceedException.class)
                    .hasMessage("The object a of the bucket held could not be deleted: AccessDenied Access Denied");

            aws.on("GET /held", new Answer(403,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>AccessDenied</Code><Message>Access "
                            + "Denied</Message></Error>",
                    Optional.empty()));
            assertThatThrownBy(() -> handle(client, "Delete", "held", Invocation.fresh())).hasMessage(
                    "This function's role must allow s3:GetBucketTagging on held, and AWS refused it: Access Denied");
        }
    }

    @Test
    void repeatsAnAnswerAboutTagsThatHasNoErrorCode() throws Exception {
        try (AwsService aws = new AwsService()) {
            aws.on("GET /strange", new Answer(400, "<html>Bad Request</html>", Optional.empty()));

            assertThatThrownBy(() -> handle(aws.client(S3Client.builder().forcePathStyle(true)), "Delete", "strange",
                    Invocation.fresh())).isInstanceOf(AwsCallFailedException.class)
                    .hasMessageStartingWith("s3:GetBucketTagging on strange failed: ");
        }
    }

    private static void put(String bucket, String key) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("x"));
    }

    private static int objects(String bucket) {
        return s3.listObjectsV2(request -> request.bucket(bucket)).contents().size();
    }

    /** The S3 server of the tests has no tags of buckets. */
    private static S3Client tagged(String emptyOnDelete) {
        Tag tag = Tag.builder().key(EmptyBucket.EMPTY_ON_DELETE).value(emptyOnDelete).build();
        return new DelegatingS3Client(s3) {
            @Override
            public GetBucketTaggingResponse getBucketTagging(GetBucketTaggingRequest request) {
                return GetBucketTaggingResponse.builder().tagSet(tag).build();
            }
        };
    }

    private static Map<String, Object> delete(String bucket, Invocation invocation) {
        return handle(tagged("true"), "Delete", bucket, invocation);
    }

    private static Map<String, Object> handle(S3Client client, String type, String bucket, Invocation invocation) {
        return new EmptyBucket(client).progress(CustomResourceEvent.of(type, Map.of("BucketName", bucket)), invocation);
    }
}
