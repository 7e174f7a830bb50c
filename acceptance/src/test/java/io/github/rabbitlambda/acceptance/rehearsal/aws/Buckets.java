package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.function.S3Server;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3: AWS::S3::Bucket on a real server, which knows no tags of buckets. */
public final class Buckets implements Service, Kind, AutoCloseable {
    private final S3Server server = new S3Server();
    private final S3Client client = server.client();
    private final Forwarding forwarding = new Forwarding(server.endpoint());
    private final Map<String, JsonNode> tags = new ConcurrentHashMap<>();

    @Override
    public Made create(Order order) {
        String name = order.name("BucketName").toLowerCase(Locale.ROOT);
        server.createBucket(name);
        tags.put(name, order.properties().path("Tags"));
        return Made.of(name).with("Arn", arn(name));
    }

    private static String arn(String name) {
        return "arn:aws:s3:::" + name;
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return !before.path("BucketName").equals(after.path("BucketName"));
    }

    @Override
    public Made update(Deployed before, Order order) {
        tags.put(before.physicalId(), order.properties().path("Tags"));
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        try {
            client.deleteBucket(bucket -> bucket.bucket(resource.physicalId()));
            tags.remove(resource.physicalId());
        } catch (S3Exception refused) {
            throw new Refused("The bucket you tried to delete is not empty (Service: S3, Status Code: 409): "
                    + objects(resource.physicalId()));
        }
    }

    public void put(String bucket, String key) {
        client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("{}"));
    }

    public List<String> objects(String bucket) {
        return client.listObjectsV2(list -> list.bucket(bucket)).contents().stream().map(object -> object.key())
                .toList();
    }

    public List<String> left() {
        return client.listBuckets().buckets().stream().map(bucket -> "bucket " + bucket.name()).toList();
    }

    @Override
    public Access access(Call call) {
        String[] parts = call.path().substring(1).split("/", 2);
        boolean isOfObject = parts.length == 2 && !parts[1].isEmpty();
        if (call.hasQuery("delete")) {
            boolean isOfVersions = new String(call.body(), StandardCharsets.UTF_8)
                    .contains("<VersionId>");
            return Access.to(isOfVersions ? "s3:DeleteObjectVersion" : "s3:DeleteObject", arn(parts[0]) + "/any");
        }
        return isOfObject
                ? Access.to(objectAction(call), arn(parts[0]) + "/" + parts[1])
                : Access.to(bucketAction(call), arn(parts[0]));
    }

    private static String objectAction(Call call) {
        return switch (call.method()) {
            case "PUT" -> "s3:PutObject";
            case "DELETE" -> "s3:DeleteObject";
            default -> "s3:GetObject";
        };
    }

    private static String bucketAction(Call call) {
        return call.hasQuery("versions")
                ? "s3:ListBucketVersions"
                : call.hasQuery("tagging") ? "s3:GetBucketTagging" : "s3:ListBucket";
    }

    @Override
    public Reply answer(Call call) throws Exception {
        return call.hasQuery("tagging") ? tagging(call.path().split("/")[1]) : forwarding.reply(call);
    }

    private Reply tagging(String bucket) {
        JsonNode set = tags.get(bucket);
        if (set == null || set.isEmpty()) {
            return error(404, set == null ? "NoSuchBucket" : "NoSuchTagSet", bucket);
        }
        return Reply.xml(200, StreamSupport.stream(set.spliterator(), false)
                .map(tag -> "<Tag><Key>" + tag.get("Key").textValue() + "</Key><Value>"
                        + tag.get("Value").textValue() + "</Value></Tag>")
                .collect(Collectors.joining("", "<Tagging><TagSet>", "</TagSet></Tagging>")));
    }

    @Override
    public Reply denied(String message) {
        return error(403, "AccessDenied", message);
    }

    @Override
    public Reply throttled() {
        return error(503, "SlowDown", "Please reduce your request rate.");
    }

    private static Reply error(int status, String code, String message) {
        return Reply.xml(status, "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
