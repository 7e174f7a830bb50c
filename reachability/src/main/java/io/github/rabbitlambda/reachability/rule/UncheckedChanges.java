package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.template.Nesting;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * What may add a missing rule, route or permission without the check seeing it: a nested stack that isn't checked, or a
 * custom resource, if it receives the resource to which the missing piece belongs.
 */
final class UncheckedChanges {
    private final Deployment deployment;

    UncheckedChanges(Deployment deployment) {
        this.deployment = deployment;
    }

    /** The first resource that may change one of these. */
    Optional<UnknownReason> to(List<Value> changeable) {
        return receiving(changeable).filter(resource -> !isTrusted(resource)).findFirst()
                .map(resource -> UnknownReason.of(
                        "what `" + resource.id() + "` adds to the resources that it receives",
                        resource.declared().isCustom()
                                ? "check by hand what it does"
                                : "check its template together with this one"));
    }

    /** The custom resources that might change one of these, but of which their template states that they change nothing. */
    List<ResolvedResource> trusted(List<Value> changeable) {
        return receiving(changeable).filter(UncheckedChanges::isTrusted).toList();
    }

    private static boolean isTrusted(ResolvedResource resource) {
        return resource.declared().isCustom() && resource.declared().isStatedHarmless();
    }

    private Stream<ResolvedResource> receiving(List<Value> changeable) {
        List<String> keys = changeable.stream().filter(Value.Reference.class::isInstance).map(Value::key).toList();
        return deployment.all().stream().filter(resource -> mayChange(resource, keys));
    }

    private boolean mayChange(ResolvedResource resource, List<String> keys) {
        boolean nested = isUncheckedStack(resource) || resource.type().endsWith("::MODULE");
        return (nested || resource.declared().isCustom()) && resource.properties().references().stream()
                .anyMatch(reference -> keys.contains(reference.key())
                        && (nested || reference.resource().type().equals(SecurityGroups.TYPE)));
    }

    private boolean isUncheckedStack(ResolvedResource resource) {
        return Nesting.TYPES.contains(resource.type()) && deployment.nesting().child(resource.declared()).isEmpty();
    }
}
