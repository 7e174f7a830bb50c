package io.github.rabbitlambda.reachability.value;

import java.util.List;

/**
 * Why something is not known.
 *
 * @param what the expression that stops the check: "parameter `SubnetA`"
 * @param remedy what the user can do about it: "give --parameter SubnetA=…"
 * @param openParameters the parameters that the expression depends on and for which the check has values to try
 */
public record UnknownReason(String what, String remedy, List<OpenParameter> openParameters) {

    /**
     * A parameter for which the check has values to try: its default, or those of the conditions that it decides.
     *
     * @param tryAll whether all its values are to be tried, rather than its default assumed
     */
    public record OpenParameter(TemplateParameter parameter, boolean tryAll) {}

    public static UnknownReason of(String what, String remedy) {
        return new UnknownReason(what, remedy, List.of());
    }

    /** The same reason, for which all values of its parameters are to be tried. */
    UnknownReason tryingAll() {
        return new UnknownReason(what, remedy,
                openParameters.stream().map(open -> new OpenParameter(open.parameter(), true)).toList());
    }

    public String sentence() {
        return what + " cannot be seen; " + remedy;
    }
}
