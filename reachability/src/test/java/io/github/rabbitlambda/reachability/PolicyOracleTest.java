package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.reachability.verdict.Verdict;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/** The rules on policies (R14, R16) against an evaluator that tries every world in which nothing is unknown. */
class PolicyOracleTest {
    private static final int SETS = Math.max(2_000,
            (int) (30_000 * Double.parseDouble(System.getProperty("drill.scale", "0.05"))));

    @Test
    void agreesWithBruteForceOnRandomPolicies() {
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        int vague = 0;
        for (long seed = 0; seed < SETS; seed++) {
            RandomPolicies policies = new RandomPolicies(seed);
            Verdict verdict = Stacks.verdict(RandomPoliciesTemplate.of(policies));
            List<PolicyOracle.Outcome> outcomes = PolicyOracle.ask(policies);

            assertThat(agrees(verdict, outcomes)).as("seed " + seed + ": " + verdict.words() + "\n" + outcomes)
                    .isTrue();
            seen.merge(verdict.kind(), 1, Integer::sum);
            vague += verdict.kind() == Kind.UNKNOWN && (all(outcomes, true) || all(outcomes, false)) ? 1 : 0;
        }
        System.out.println(
                SETS + " random sets of policies: " + seen + ", unknown where one answer is certain: " + vague);
        // Agreement means little unless every verdict is common. A condition that no parameter decides is the one thing
        // of which the check doesn't try both.
        assertThat(seen.values()).hasSize(4).allMatch(count -> count > SETS / 40);
        assertThat(vague).isLessThan(SETS / 7);
    }

    private static boolean agrees(Verdict verdict, List<PolicyOracle.Outcome> outcomes) {
        return switch (verdict.kind()) {
            case CONNECTS -> all(outcomes, true);
            case FAILS -> all(outcomes, false);
            case CONNECTS_IF -> {
                List<PolicyOracle.Outcome> assumed = outcomes.stream()
                        .filter(outcome -> isAssumed(verdict, outcome.world())).toList();
                yield !assumed.isEmpty() && all(assumed, true);
            }
            case UNKNOWN -> !isDecidedByParameters(outcomes) || !all(outcomes, true) && !all(outcomes, false);
        };
    }

    private static boolean all(List<PolicyOracle.Outcome> outcomes, boolean connects) {
        return outcomes.stream().allMatch(outcome -> outcome.connects() == connects);
    }

    private static boolean isAssumed(Verdict verdict, Map<String, Boolean> world) {
        return Stream.of(PolicyOracle.OWN_ACCOUNT, PolicyOracle.SOURCE, PolicyOracle.STAR)
                .filter(verdict.words()::contains).allMatch(assumption -> world.getOrDefault(assumption, true));
    }

    /** Whether nothing but the two parameters is unknown, so that the check can try everything. */
    private static boolean isDecidedByParameters(List<PolicyOracle.Outcome> outcomes) {
        return outcomes.stream().allMatch(
                outcome -> List.of("First", "Second").containsAll(outcome.world().keySet()));
    }
}
