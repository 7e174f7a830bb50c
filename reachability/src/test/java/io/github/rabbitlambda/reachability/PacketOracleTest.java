package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.reachability.verdict.Verdict;

/** The network rules (R6, R8 to R13, R15) against an evaluator that tries every packet. */
class PacketOracleTest {
    private static final int STACKS = Math.max(1_000,
            (int) (10_000 * Double.parseDouble(System.getProperty("drill.scale", "0.05"))));

    @Test
    void agreesWithBruteForceOnRandomStacks() {
        Map<Verdict.Kind, Integer> seen = new EnumMap<>(Verdict.Kind.class);
        for (long seed = 0; seed < STACKS; seed++) {
            RandomStack stack = new RandomStack(seed);
            Verdict verdict = Stacks.verdict(RandomStackTemplate.of(stack));
            PacketOracle.Answer truth = PacketOracle.ask(stack);

            assertThat(truth).as("seed " + seed + ": " + verdict.words()).isIn(switch (verdict.kind()) {
                case CONNECTS -> List.of(PacketOracle.Answer.CONNECTS);
                case FAILS -> List.of(PacketOracle.Answer.FAILS);
                case UNKNOWN -> List.of(PacketOracle.Answer.PARTLY, PacketOracle.Answer.FAILS);
                case CONNECTS_IF -> List.of();
            });
            seen.merge(verdict.kind(), 1, Integer::sum);
        }
        // Agreement means little unless both verdicts are common and unknowns are rare.
        assertThat(seen.get(Verdict.Kind.CONNECTS)).isGreaterThan(STACKS / 5);
        assertThat(seen.get(Verdict.Kind.FAILS)).isGreaterThan(STACKS / 5);
        assertThat(seen.getOrDefault(Verdict.Kind.UNKNOWN, 0)).isLessThan(STACKS / 50);
        System.out.println(STACKS + " random stacks: " + seen);
    }
}
