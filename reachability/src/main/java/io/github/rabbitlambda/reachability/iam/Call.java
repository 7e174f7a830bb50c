package io.github.rabbitlambda.reachability.iam;

import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * A call that policies decide about.
 *
 * @param resource what the call is made on; missing for policies that name no resource, such as a role's trust policy
 */
public record Call(Caller caller, String action, Value resource) {
    /** The resource of an action that can't be limited to resources. */
    public static final Value EVERYTHING = new Value.Text("*");
    /** A resource of which nothing is known. */
    public static final Value SOME = new Value.Opaque("${resource}", UnknownReason.of("a resource", "name it"));

    Call by(Caller other) {
        return new Call(other, action, resource);
    }
}
