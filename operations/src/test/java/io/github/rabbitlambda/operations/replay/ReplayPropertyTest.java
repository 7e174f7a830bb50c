package io.github.rabbitlambda.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Any parked records, good and broken, in any order: each good one is on its queue exactly once and gone from SQS, each
 * broken one is named with its reason and stays. SQS, S3 and RabbitMQ are servers; only Lambda's Invoke is played.
 */
class ReplayPropertyTest extends ReplayFixture {
    private static final int MESSAGES = 80;

    private final Map<String, GoodRecord> good = new HashMap<>();
    private final Map<String, BrokenRecord> broken = new HashMap<>();

    @BeforeEach
    void declareCopies() throws Exception {
        channel.queueDeclare("copies", false, true, false, null);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2})
    void putsEveryGoodRecordBackOnceAndNamesEveryBrokenOne(long seed) throws Exception {
        parkAny(new Random(seed));

        assertReplayed("seed " + seed + ", first run", replay(), good.size());
        assertThat(arrivals()).as("seed " + seed).containsExactlyInAnyOrderEntriesOf(good);
        assertReplayed("seed " + seed + ", second run", replay(), 0);
        assertThat(channel.messageCount("orders")).as("seed " + seed).isZero();
        assertThat(channel.messageCount("copies")).as("seed " + seed).isZero();
        assertThat(s3.listObjectsV2(request -> request.bucket("parked")).contents()).as("seed " + seed).isEmpty();
    }

    /** Every kind at least once. A test with few kinds would say little about the sequence of many. */
    private void parkAny(Random random) {
        List<Runnable> parkings = new ArrayList<>();
        Arrays.stream(GoodRecord.values()).forEach(kind -> parkings.add(() -> park(kind)));
        Arrays.stream(BrokenRecord.values()).forEach(kind -> parkings.add(() -> park(kind)));
        while (parkings.size() < MESSAGES) {
            GoodRecord kind = GoodRecord.any(random);
            BrokenRecord bad = BrokenRecord.any(random);
            parkings.add(random.nextInt(3) == 0 ? () -> park(bad) : () -> park(kind));
        }
        Collections.shuffle(parkings, random);
        parkings.forEach(Runnable::run);
    }

    private void park(GoodRecord kind) {
        String body = "body " + good.size();
        good.put(body, kind);
        ParkedRecord record = kind.of(ParkedRecord.of(stage.virtualHost, "good-" + body)).withBody(body);
        if (kind.isInTheBucket()) {
            String key = "parked/" + stage.virtualHost + "/" + good.size();
            s3.putObject(request -> request.bucket("parked").key(key), RequestBody.fromString(record.text()));
            park(record.with("record", "null")
                    .with("object", "{\"bucket\":\"parked\",\"key\":\"%s\",\"bytes\":9}".formatted(key)).text());
        } else {
            park(record.text());
        }
    }

    private void park(BrokenRecord kind) {
        String id = "broken-" + broken.size();
        String sqsId = park(kind.text(ParkedRecord.of(stage.virtualHost, id)));
        String readable = kind == BrokenRecord.LONG_ID ? "m".repeat(255) + "…" : id;
        broken.put(kind.hasName() ? "%s (%s in SQS)".formatted(readable, sqsId) : sqsId, kind);
    }

    private void assertReplayed(String run, Map<String, Object> result, int replayed) {
        assertThat(result).as(run).containsEntry("replayed", replayed).containsEntry("left", (long) broken.size());
        List<?> failures = (List<?>) result.get("failures");
        assertThat(failures).as(run).hasSize(broken.size());
        broken.forEach((name, kind) -> assertThat(failures).as(run + ", " + kind)
                .anyMatch(failure -> failure.toString().startsWith(name + ": " + kind.reason())));
    }

    /** Which good records are on the queue, by their bodies, and with the timestamp and header that they had. */
    private Map<String, GoodRecord> arrivals() throws Exception {
        Map<String, GoodRecord> arrived = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (GetResponse message = channel.basicGet("orders", true); message != null; message = channel
                .basicGet("orders", true)) {
            String body = new String(message.getBody(), StandardCharsets.UTF_8);
            GoodRecord kind = good.get(body);
            if (arrived.put(body, kind) != null) {
                twice.add(body);
            }
            assertThat(Optional.ofNullable(message.getProps().getTimestamp()).map(date -> date.toInstant()))
                    .as(kind.name()).isEqualTo(kind.timestamp());
            if (kind.header().isPresent()) {
                assertThat(message.getProps().getHeaders()).containsEntry("n", kind.header().get());
            }
        }
        assertThat(twice).as("arrived twice").isEmpty();
        return arrived;
    }

    private Map<String, Object> replay() {
        return replay(Map.of("source", "parked", "count", 1_000));
    }
}
