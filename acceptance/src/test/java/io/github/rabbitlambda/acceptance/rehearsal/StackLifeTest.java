package io.github.rabbitlambda.acceptance.rehearsal;

import io.github.rabbitlambda.acceptance.NeedsNpmPackage;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;

/** Whole lives, from creation to deletion: of one stack that a seed chooses, and in the drill of all. */
@NeedsRabbitMq
@NeedsNpmPackage("@aws-sdk/client-lambda")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StackLifeTest {
    private static final String REFUSING = "{\"LISTENER_BACKOFF_MILLIS\":\"1\",\"REFUSED\":\"bad-\"}";

    @TempDir
    Path directory;

    static List<String> stacks() {
        return Seed.isDrill() ? StackNames.ALL : List.of(StackNames.ALL.get(Seed.next(StackNames.ALL.size())));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void losesNothingAndLeavesNothing(String name) throws Exception {
        try (Life life = new Life(name, directory, new Pace(20), Seed.value())) {
            life.create(Map.of("environment", REFUSING));
            List<String> first = Life.ids("first", 10);
            life.queues().publish("messages", first);
            life.queues().publish("messages", List.of("bad-1"));
            life.awaitReceived(first);
            awaitParked(life);
            JsonNode seen = life.run("PeekCommand").at("/messages/0");
            assertThat(seen.get("id").textValue()).as(seen.toString()).isEqualTo("bad-1");

            life.update(Map.of());
            JsonNode replayed = life.run("ReplayCommand");
            assertThat(replayed.get("replayed").intValue()).as(replayed.toString()).isEqualTo(1);
            life.awaitReceived(List.of("bad-1"));

            life.update(Map.of("queueName", "orders"));
            List<String> second = Life.ids("second", 10);
            life.queues().publish("orders", second);
            life.awaitReceived(second);

            life.delete();
            assertThat(life.rehearsal.left()).as(life::story).isEmpty();
            assertThat(life.received()).contains("bad-1").containsAll(first).containsAll(second);
        }
    }

    private static void awaitParked(Life life) {
        life.await("one parked message",
                () -> life.run("CountCommand").get("parked").intValue() == 1);
    }
}
