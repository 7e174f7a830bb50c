package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The decoder against Jackson: the same result or the same refusal on every event, valid and broken.
 */
class OracleTest {
    private static final int EVENTS = 500_000;
    private static final int SMALL_WINDOW = 600;

    @ParameterizedTest
    @FieldSource("io.github.rabbitlambda.function.message.Fixtures#NAMES")
    void readsAFixtureAsJacksonDoes(String name) {
        byte[] event = Fixtures.event(name);

        assertThat(Telling.tell(event)).isPresent().isEqualTo(Oracle.tell(event));
    }

    @Test
    void readsOrRefusesSeededEventsAsJacksonDoes() {
        int[] seen = new int[3];
        for (int seed = 0; seed < Drill.scaled(EVENTS); seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            byte[] event = RandomEvent.from(random);
            byte[] candidate = random.nextInt(3) == 0 ? Mutation.of(event, random) : event;
            seen[compare(seed, candidate, random.nextInt(1, 2 * SMALL_WINDOW))]++;
        }
        assertThat(seen).as("refused, with undecodable records, whole")
                .satisfies(counts -> assertThat(counts[0]).isGreaterThan(Drill.scaled(EVENTS) / 20))
                .satisfies(counts -> assertThat(counts[1]).isGreaterThan(Drill.scaled(EVENTS) / 20))
                .satisfies(counts -> assertThat(counts[2]).isGreaterThan(Drill.scaled(EVENTS) / 20));
    }

    /** Half of the events are read through a window that ends within their records. */
    private static int compare(int seed, byte[] event, int window) {
        Optional<List<String>> expected = Oracle.tell(event);
        assertThat(Telling.tell(event, window < SMALL_WINDOW ? window : JsonWindow.SIZE))
                .as(() -> "seed " + seed + ", window " + window + ": " + new String(event, StandardCharsets.UTF_8))
                .isEqualTo(expected);
        return expected.map(lines -> lines.stream().anyMatch(line -> line.contains(" undecodable ")) ? 1 : 2).orElse(0);
    }
}
