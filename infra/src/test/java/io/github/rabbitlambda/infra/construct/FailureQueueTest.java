package io.github.rabbitlambda.infra.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureQueueTest {

    // if a body expired before its message, the message would be lost
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void keepsMessagesForTwoWeeksAndBodiesLonger(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(template.only("AWS::SQS::Queue").get("MessageRetentionPeriod").asInt()).isEqualTo(14 * 86_400);
        assertThat(template.only("AWS::S3::Bucket").get("LifecycleConfiguration").get("Rules").get(0)
                .get("ExpirationInDays").asInt()).isGreaterThanOrEqualTo(15);
    }

    // parked messages are customers' data
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void isEncryptedAndTakesTlsOnly(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(template.only("AWS::SQS::Queue").get("SqsManagedSseEnabled").asBoolean()).isTrue();
        assertThat(template.only("AWS::S3::Bucket").get("BucketEncryption").toString()).contains("AES256");
        assertThat(template.only("AWS::SQS::QueuePolicy").toString()).contains("\"aws:SecureTransport\":\"false\"",
                "\"Effect\":\"Deny\"");
        assertThat(template.only("AWS::S3::BucketPolicy").toString()).contains("\"aws:SecureTransport\":\"false\"",
                "\"Effect\":\"Deny\"");
        JsonNode blocked = template.only("AWS::S3::Bucket").get("PublicAccessBlockConfiguration");
        assertThat(blocked).hasSize(4).allMatch(JsonNode::asBoolean);
    }

    // CloudFormation deletes only empty buckets
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void isDeletedWithTheStack(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(policy(template, "AWS::SQS::Queue")).isEqualTo("Delete");
        assertThat(policy(template, "AWS::S3::Bucket")).isEqualTo("Delete");
        assertThat(template.only("Custom::EmptyBucket").get("BucketName").get("Ref").asText())
                .isEqualTo(template.id("AWS::S3::Bucket", ""));
    }

    // the step that empties the bucket is deleted in the update that makes the bucket stay, and must find no tag then
    @Test
    void tellsByATagWhetherItMayBeEmptied() {
        assertThat(Synthesis.standard().stack(StackNames.PUBLIC).only("AWS::S3::Bucket").get("Tags").toString())
                .isEqualTo("[{\"Key\":\"rabbitlambda:empty-on-delete\",\"Value\":\"true\"}]");
        assertThat(
                Synthesis.of(StackNames.PUBLIC, Map.of("retainFailures", "true")).only("AWS::S3::Bucket").has("Tags"))
                .isFalse();
    }

    // in the update that removes queue and bucket the steps' role is updated first, and their own policies go with them
    @Test
    void letsTheStepsCountAndEmptyByItsOwnPolicies() {
        Template template = Synthesis.standard().stack(StackNames.PUBLIC);
        assertThat(allowed(template, "AWS::SQS::QueuePolicy")).containsExactly("sqs:GetQueueAttributes");
        assertThat(allowed(template, "AWS::S3::BucketPolicy")).containsExactlyInAnyOrder("s3:GetBucketTagging",
                "s3:ListBucket", "s3:ListBucketVersions", "s3:DeleteObject", "s3:DeleteObjectVersion");
        assertThat(template.statements(template.id("AWS::IAM::Role", "StepsRole")).map(JsonNode::toString))
                .noneMatch(statement -> statement.contains("s3:") || statement.contains("sqs:"));
        assertThat(template.createdBefore(template.id("Custom::EmptyBucket", "")))
                .contains(template.id("AWS::S3::BucketPolicy", ""));
    }

    // the step that is removed reads the tag of a bucket that stays
    @Test
    void letsTheStepsReadTheTagOfABucketThatStays() {
        Template template = Synthesis.of(StackNames.PUBLIC, Map.of("retainFailures", "true"));
        assertThat(allowed(template, "AWS::S3::BucketPolicy")).containsExactly("s3:GetBucketTagging");
    }

    private static List<String> allowed(Template template, String type) {
        String role = template.id("AWS::IAM::Role", "StepsRole");
        return Template.stream(template.only(type).get("PolicyDocument").get("Statement"))
                .filter(statement -> statement.get("Effect").asText().equals("Allow"))
                .filter(statement -> Template.references(statement.get("Principal")).anyMatch(role::equals))
                .flatMap(statement -> Template.actions(statement).stream()).toList();
    }

    // nothing makes them again
    @ParameterizedTest
    @ValueSource(strings = {"AWS::SQS::Queue", "AWS::S3::Bucket", "AWS::SecretsManager::Secret",
            "AWS::DynamoDB::Table"})
    void keepsWhatIsReplaced(String type) {
        Template template = Synthesis.of(StackNames.PUBLIC, Map.of("idempotency", "true"));
        JsonNode resource = template.ofType(type).values().iterator().next();
        assertThat(resource.get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        assertThat(resource.get("DeletionPolicy").asText()).isEqualTo("Delete");
    }

    // a user who keeps parked messages must find them after the stack is deleted
    @Test
    void outlivesTheStackOnRequest() {
        Template template = Synthesis.of(StackNames.PUBLIC, Map.of("retainFailures", "true"));
        assertThat(policy(template, "AWS::SQS::Queue")).isEqualTo("Retain");
        assertThat(policy(template, "AWS::S3::Bucket")).isEqualTo("Retain");
        assertThat(template.ofType("Custom::EmptyBucket")).isEmpty();
    }

    @Test
    void isReplayedByAFunctionThatKnowsQueueAndBroker() {
        Template template = Synthesis.standard().stack(StackNames.ISOLATED);
        JsonNode environment = template.properties(template.id("AWS::Lambda::Function", "ReplayFunction"))
                .get("Environment").get("Variables");
        assertThat(environment.get("FAILURE_QUEUE_URL").get("Ref").asText())
                .isEqualTo(template.id("AWS::SQS::Queue", ""));
        assertThat(Template.references(environment.get("BROKER_TASKS_ARN")))
                .containsExactly(template.id("AWS::Lambda::Function", "BrokerTasks"));
        assertThat(environment.get("DEAD_LETTER_QUEUE").asText()).isEqualTo("messages.dead-letter");
        assertThat(environment.get("VIRTUAL_HOST").asText()).isEqualTo("/");
    }

    // parked messages go to where the stack reads now
    @Test
    void isReplayedToTheExchangeOfTheShardsByTheFunctionThatPublishes() {
        Template template = Synthesis.of(StackNames.PUBLIC, Map.of("shards", "2"));
        JsonNode environment = template.properties(template.id("AWS::Lambda::Function", "BrokerTasks"))
                .get("Environment").get("Variables");
        assertThat(environment.get("LISTENER_QUEUES").asText()).isEqualTo("[\"messages.1\",\"messages.2\"]");
        assertThat(environment.get("EXCHANGE").asText()).isEqualTo("messages");
    }

    @Test
    void isNotReplayedWhereThereIsNone() {
        Template template = Synthesis.of(StackNames.PUBLIC, Map.of("failureQueue", "false"));
        assertThat(template.ofType("AWS::Lambda::Function").keySet()).noneMatch(id -> id.startsWith("Replay"));
        assertThat(template.json().get("Outputs").has("ReplayCommand")).isFalse();
    }

    private static String policy(Template template, String type) {
        return template.ofType(type).values().iterator().next().get("DeletionPolicy").asText();
    }
}
