package io.github.rabbitlambda.reachability;

import java.util.List;

/**
 * Why something is not known.
 *
 * @param what the expression that stops us: "parameter `SubnetA`"
 * @param remedy what would remedy it: "give --parameter SubnetA=…"
 * @param openParameters parameters whose value would remedy it, and which can be tried out
 */
record UnknownReason(String what, String remedy, List<OpenParameter> openParameters) {

    /**
     * A parameter that has values to try: those of its default or of the conditions it decides.
     *
     * @param branch whether all its values are to be tried, rather than its default assumed
     */
    record OpenParameter(Template template, String parameter, boolean branch) {}

    static UnknownReason of(String what, String remedy) {
        return new UnknownReason(what, remedy, List.of());
    }

    UnknownReason branching() {
        return new UnknownReason(what, remedy, openParameters.stream()
                .map(need -> new OpenParameter(need.template(), need.parameter(), true)).toList());
    }

    String sentence() {
        return what + " cannot be seen; " + remedy;
    }
}
