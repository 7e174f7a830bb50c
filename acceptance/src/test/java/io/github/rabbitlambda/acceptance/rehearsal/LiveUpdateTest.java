package io.github.rabbitlambda.acceptance.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.github.rabbitlambda.acceptance.NeedsNpmPackage;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.Mapping;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Pace;
import io.github.rabbitlambda.acceptance.rehearsal.stack.StackResult;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;

/** What a stack is in the middle of when it is changed: a backlog, parked messages, a mapping that somebody disabled. */
@NeedsRabbitMq
@NeedsNpmPackage("@aws-sdk/client-lambda")
@EnabledIfSystemProperty(named = "drill.scale", matches = "1(\\.0)?", disabledReason = "runs in the drill: mvn -q -Pdrill")
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LiveUpdateTest {
    private static final Map<String, String> REFUSING = Map.of("environment",
            "{\"LISTENER_BACKOFF_MILLIS\":\"1\",\"REFUSED\":\"bad-\"}");

    @TempDir
    Path directory;

    @Test
    void backlogOfMoreThanTheVerificationsTimeFailsNoUpdate() throws Exception {
        Map<String, String> slow = Map.of("environment", "{\"MILLIS\":\"300\",\"LISTENER_CONCURRENCY\":\"1\"}",
                "batchSize", "10");
        try (Life life = life(StackNames.PUBLIC, 100)) {
            life.create(slow);
            List<String> backlog = Life.ids("backlog", 150);
            life.queues().publish("messages", backlog);

            life.update(Map.of("environment", "{\"MILLIS\":\"250\",\"LISTENER_CONCURRENCY\":\"1\"}", "batchSize",
                    "10"));

            assertThat(life.received().containsAll(backlog)).as(life::story).isFalse();
            life.awaitReceived(backlog);
            life.delete();
        }
    }

    @Test
    void listenerThatDoesNotStartIsRolledBackAlthoughABacklogWaits() throws Exception {
        Map<String, String> slow = Map.of("environment", "{\"MILLIS\":\"300\",\"LISTENER_CONCURRENCY\":\"1\"}",
                "batchSize", "10");
        try (Life life = life(StackNames.PUBLIC, 100)) {
            life.create(slow);
            life.queues().publish("messages", Life.ids("backlog", 150));

            StackResult result = life.stack.update(life.template(Map.of("environment",
                    "{\"JAVA_TOOL_OPTIONS\":\"-XX:+NoSuchOption\"}", "batchSize", "10")));

            assertThat(result.status()).as(life::story).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
            assertThat(result.reasons()).singleElement().asString().contains("PROBLEM: Function call failed");
            life.awaitReceived(Life.ids("backlog", 150));
            life.delete();
        }
    }

    @Test
    void mappingThatSomebodyDisabledFailsNoUpdate() throws Exception {
        try (Life life = life(StackNames.PUBLIC, 20)) {
            life.create(Map.of());
            Mapping mapping = life.rehearsal.mappings.all().getFirst();
            life.rehearsal.mappings.disable(mapping.uuid());

            life.update(Map.of("environment", "{\"OTHER\":\"1\"}"));

            assertThat(life.rehearsal.mappings.find(mapping.uuid()).orElseThrow().state()).isEqualTo("Disabled");
            life.delete();
        }
    }

    @Test
    void replayGoesToWhereTheStackReadsNow() throws Exception {
        try (Life life = life(StackNames.PUBLIC, 20)) {
            life.create(REFUSING);
            park(life);
            life.update(Map.of("shards", "2"));

            assertThat(life.run("ReplayCommand").get("replayed").intValue()).as(life::story).isEqualTo(1);
            life.awaitReceived(List.of("bad-1"));
            life.delete();
        }
    }

    @Test
    void failureQueueThatHoldsMessagesIsNotDeleted() throws Exception {
        try (Life life = life(StackNames.PUBLIC, 20)) {
            life.create(REFUSING);
            park(life);

            StackResult result = life.stack.update(life.template(Map.of("failureQueue", "false")));

            assertThat(result.status()).as(life::story).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
            assertThat(result.reasons()).singleElement().asString().contains("with 1 parked messages: replay or save");
            assertThat(parked(life)).isEqualTo(1);
            life.delete();
        }
    }

    @Test
    void retainedFailuresOutliveTheStackAndTheUpdateThatRetainsThem() throws Exception {
        try (Life life = life(StackNames.PUBLIC, 20)) {
            life.create(Map.of());
            String bucket = life.stack.only("AWS::S3::Bucket").physicalId();
            life.rehearsal.buckets.put(bucket, "parked/1");

            life.update(Map.of("retainFailures", "true"));
            life.delete();

            assertThat(life.rehearsal.buckets.objects(bucket)).as(life::story).containsExactly("parked/1");
        }
    }

    private static void park(Life life) throws Exception {
        life.queues().publish("messages", List.of("bad-1"));
        life.await("one parked message", () -> parked(life) == 1);
    }

    private static int parked(Life life) throws Exception {
        return life.run("ReplayCommand", "{\"count-only\":true}").get("parked").intValue();
    }

    private Life life(String stack, int pace) throws Exception {
        return new Life(stack, directory, new Pace(pace), Seed.value());
    }
}
