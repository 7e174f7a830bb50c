package io.github.rabbitlambda.reachability.value;

import java.util.List;

import io.github.rabbitlambda.reachability.template.Template;

/**
 * Why something is not known.
 *
 * @param what the expression that stops us: "parameter `SubnetA`"
 * @param remedy what the user can do about it: "give --parameter SubnetA=…"
 * @param openParameters parameters whose value would tell, and for which the check has values to try
 */
public record UnknownReason(String what, String remedy, List<OpenParameter> openParameters) {

    /**
     * A parameter that has values to try: those of its default or of the conditions it decides.
     *
     * @param branch whether all its values are to be tried, rather than its default assumed
     */
    public record OpenParameter(Template template, String parameter, boolean branch) {}

    public static UnknownReason of(String what, String remedy) {
        return new UnknownReason(what, remedy, List.of());
    }

    UnknownReason branching() {
        return new UnknownReason(what, remedy, openParameters.stream()
                .map(need -> new OpenParameter(need.template(), need.parameter(), true)).toList());
    }

    public String sentence() {
        return what + " cannot be seen; " + remedy;
    }
}
