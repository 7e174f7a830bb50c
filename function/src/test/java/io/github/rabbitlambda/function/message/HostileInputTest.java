package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes, the decoder ends soon, with a batch or with the documented exception, within a stated amount of memory.
 */
class HostileInputTest {
    private static final int MUTATIONS = 200_000;
    private static final int MEGABYTES = 6_000_000;
    /** Bytes allocated for each byte of the event, at most; garbage included, so what is held at a time is less. */
    private static final long MEMORY_MULTIPLE = 120;
    /** What an empty event costs, with a margin for the measuring. */
    private static final long MEMORY_BASE = 200_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void mutationsGiveABatchOrTheDocumentedException() {
        int refused = 0;
        for (int seed = 0; seed < Drill.scaled(MUTATIONS); seed++) {
            byte[] mutant = mutant(new SplittableRandom(seed));
            refused += decodesWithinLimits("seed " + seed, mutant) ? 0 : 1;
        }
        assertThat(refused).isBetween(Drill.scaled(MUTATIONS) / 20, Drill.scaled(MUTATIONS) * 19 / 20);
    }

    private static byte[] mutant(RandomGenerator random) {
        byte[] event = random.nextBoolean()
                ? RandomEvent.from(random)
                : Fixtures.event(Fixtures.NAMES.get(random.nextInt(Fixtures.NAMES.size())));
        return Mutation.of(event, random);
    }

    static List<Hostile> hostileEvents() {
        return List.of(new Hostile("open arrays", "[".repeat(MEGABYTES)),
                new Hostile("open objects", "{\"\":".repeat(MEGABYTES / 4)),
                new Hostile("deep unknown field",
                        "{\"rmqMessagesByQueue\":{},\"x\":" + "[".repeat(MEGABYTES / 2) + "]".repeat(MEGABYTES / 2)
                                + "}"),
                record("deep headers", "{\"headers\":" + "{\"a\":".repeat(MEGABYTES / 6) + "1"
                        + "}".repeat(MEGABYTES / 6) + "}"),
                record("deep long string", "{\"headers\":" + "{\"bytes\":".repeat(MEGABYTES / 10) + "[1]"
                        + "}".repeat(MEGABYTES / 10) + "}"),
                record("long header number", "{\"headers\":{\"a\":" + "9".repeat(MEGABYTES) + "}}"),
                record("long fraction", "{\"headers\":{\"a\":0." + "9".repeat(MEGABYTES) + "}}"),
                record("long body size", "{\"bodySize\":" + "9".repeat(MEGABYTES) + "}"),
                record("unreadable properties",
                        "{" + "\"type\":[],\"priority\":{},\"expiration\":-1,".repeat(MEGABYTES / 40) + "\"a\":1}"),
                record("deep unreadable property", "{\"timestamp\":" + "[".repeat(MEGABYTES / 2)
                        + "]".repeat(MEGABYTES / 2) + "}"),
                new Hostile("records with an unreadable property",
                        queue("{\"basicProperties\":{\"type\":1},\"data\":\"\"},".repeat(MEGABYTES / 41) + "1")),
                record("long expiration", "{\"expiration\":\"" + "0".repeat(MEGABYTES) + "\"}"),
                record("exponents", "{\"headers\":{\"a\":[" + "1e999999999,".repeat(MEGABYTES / 12) + "1]}}"),
                record("long long string", "{\"headers\":{\"a\":{\"bytes\":[" + "1,".repeat(MEGABYTES / 2) + "1]}}}"),
                record("spaced long string",
                        "{\"headers\":{\"a\":{ \"bytes\":[" + "1,".repeat(MEGABYTES / 2) + "1]}}}"),
                record("nearly a long string",
                        "{\"headers\":{\"a\":{\"bytes\":[" + "1,".repeat(MEGABYTES / 2) + "256]}}}"),
                record("long array", "{\"headers\":{\"a\":[" + "1,".repeat(MEGABYTES / 2) + "1]}}"),
                record("empty arrays", "{\"headers\":{\"a\":[" + "[],".repeat(MEGABYTES / 3) + "1]}}"),
                record("empty tables", "{\"headers\":{\"a\":[" + "{},".repeat(MEGABYTES / 3) + "1]}}"),
                record("small tables", "{\"headers\":{\"a\":[" + "{\"\":1},".repeat(MEGABYTES / 7) + "1]}}"),
                record("the same header", "{\"headers\":{" + "\"a\":1,".repeat(MEGABYTES / 6) + "\"a\":2}}"),
                record("headers with one hash", "{\"headers\":{" + sameHashes(MEGABYTES / 40) + "\"a\":2}}"),
                record("escapes", "{\"type\":\"" + "\\u0041".repeat(MEGABYTES / 6) + "\"}"),
                record("escaped names", "{\"headers\":{" + "\"\\u0041\":1,".repeat(MEGABYTES / 11) + "\"a\":2}}"),
                new Hostile("broken records", queue("1,".repeat(MEGABYTES / 2) + "1")),
                new Hostile("records with a false size",
                        queue(("{\"basicProperties\":{\"bodySize\":4400000},\"data\":\"*\"},")
                                .repeat(MEGABYTES / 52) + "1")),
                new Hostile("empty queues",
                        "{\"rmqMessagesByQueue\":{" + "\"\":1,".repeat(MEGABYTES / 5) + "\"\":[]}}"),
                new Hostile("space", " ".repeat(MEGABYTES)));
    }

    @ParameterizedTest
    @MethodSource("hostileEvents")
    void aMeantEventOfSixMegabytesEndsSoon(Hostile hostile) {
        long start = System.nanoTime();
        decodesWithinLimits(hostile.name, hostile.event.getBytes(StandardCharsets.UTF_8));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aLimitedRecordLeavesItsNeighboursAlone() {
        String deep = "{\"basicProperties\":{\"headers\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5000)
                + "},\"data\":\"\"}";

        Batch batch = Batch.decode(queue("{\"data\":\"YQ==\"}," + deep + ",{\"data\":\"Yg==\"}").getBytes(
                StandardCharsets.UTF_8));

        assertThat(batch.deliveries()).satisfiesExactly(
                first -> assertThat(((Message) first).body().text()).isEqualTo("a"),
                second -> assertThat(((UndecodableRecord) second).reason())
                        .isEqualTo("headers must be at most 100 deep (came deeper ones)"),
                third -> assertThat(((Message) third).body().text()).isEqualTo("b"));
    }

    @Test
    void everyTruncationOfAFixtureIsRefused() {
        byte[] event = Fixtures.event("11-derived-all-amqp-types-and-nulls");
        int length = new String(event, StandardCharsets.UTF_8).stripTrailing().length();
        for (int i = 0; i < length; i++) {
            byte[] truncated = Arrays.copyOf(event, i);
            assertThatThrownBy(() -> Batch.decode(truncated)).isInstanceOf(InvalidEventException.class);
        }
        assertThatCode(() -> Batch.decode(Arrays.copyOf(event, length))).doesNotThrowAnyException();
    }

    /** True when the event became a batch. */
    private static boolean decodesWithinLimits(String name, byte[] event) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean decoded = decodes(event);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes allocated for %s, %s bytes", name, event.length)
                .isLessThan(MEMORY_BASE + MEMORY_MULTIPLE * event.length);
        return decoded;
    }

    private static boolean decodes(byte[] event) {
        try {
            Batch.decode(event);
            return true;
        } catch (InvalidEventException e) {
            return false;
        }
    }

    private static Hostile record(String name, String properties) {
        return new Hostile(name, queue("{\"basicProperties\":" + properties + ",\"data\":\"\"}"));
    }

    private static String queue(String records) {
        return "{\"rmqMessagesByQueue\":{\"q::/\":[" + records + "]}}";
    }

    /** "Aa" and "BB" have the same hash, and so have all words of them of one length. */
    private static String sameHashes(int count) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < count; i++) {
            members.append('"');
            for (int bit = 0; bit < 18; bit++) {
                members.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            members.append("\":1,");
        }
        return members.toString();
    }

    record Hostile(String name, String event) {
        @Override
        public String toString() {
            return name;
        }
    }
}
