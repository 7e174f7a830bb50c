package io.github.rabbitlambda.reachability;

import java.util.List;

/**
 * Why something is not known.
 *
 * @param what the expression that stops us: "parameter `SubnetA`"
 * @param settle what would settle it: "give --parameter SubnetA=…"
 * @param needs parameters whose value would settle it, and which can be tried out
 */
record Doubt(String what, String settle, List<Need> needs) {

    /**
     * A parameter that has values to try: those of its default or of the conditions it decides.
     *
     * @param branch whether all its values are to be tried, rather than its default assumed
     */
    record Need(Template template, String parameter, boolean branch) {}

    static Doubt of(String what, String settle) {
        return new Doubt(what, settle, List.of());
    }

    Doubt branching() {
        return new Doubt(what, settle, needs.stream()
                .map(need -> new Need(need.template(), need.parameter(), true)).toList());
    }

    String sentence() {
        return what + " cannot be seen; " + settle;
    }
}
