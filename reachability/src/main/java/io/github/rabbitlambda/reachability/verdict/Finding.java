package io.github.rabbitlambda.reachability.verdict;

import java.util.List;

/**
 * One thing that a check found.
 *
 * @param rule the rule of docs/reachability.md, such as R8
 * @param sentence subject, fact with place, fix
 * @param fixes what to change, each to be applied as a whole; empty where the check can't decide that
 * @param doubts for UNKNOWN, why it is unknown
 * @param covered whether the fixes of other findings repair this one, too, so that it is no further cause
 * @param broken where the paths break
 */
public record Finding(String rule, Level level, String sentence, List<Fix> fixes, List<String> doubts, boolean covered,
        List<BrokenHop> broken) {
    /** The rule of a finding that comes from no rule. */
    public static final String NO_RULE = "-";

    /** How serious a finding is, the most serious first. */
    public enum Level {
        /** The mapping cannot connect, or cannot be deployed. */
        FAILS(""),
        /** Whether it holds can't be known from these templates. */
        UNKNOWN("unknown"),
        /** Assumed to hold. */
        ASSUMES("assumed"),
        /** It connects, but something is likely to cause trouble later. */
        WARNS("warning"),
        /** Worth knowing. */
        NOTES("note");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    public Finding {
        fixes = List.copyOf(fixes);
        doubts = List.copyOf(doubts);
        broken = List.copyOf(broken);
    }

    public Finding(String rule, Level level, String sentence, List<Fix> fixes, List<String> doubts) {
        this(rule, level, sentence, fixes, doubts, false, List.of());
    }

    /** The same finding with other fixes, or with none because those of other findings are enough. */
    public Finding with(List<Fix> others, boolean coveredByOthers) {
        return new Finding(rule, level, sentence, others, doubts, coveredByOthers, broken);
    }

    /** The same finding with another sentence. */
    public Finding with(String other) {
        return new Finding(rule, level, other, fixes, doubts, covered, broken);
    }
}
