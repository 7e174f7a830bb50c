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
 * What may add a missing rule, route or permission without being seen: a nested stack that isn't checked, or a custom
 * resource, that is handed the resource to which it would be added.
 */
final class UncheckedChanges {
    private final Deployment deployment;

    UncheckedChanges(Deployment deployment) {
        this.deployment = deployment;
    }

    /** The first resource that may change one of these. */
    Optional<UnknownReason> to(List<Value> changeable) {
        return handed(changeable).filter(resource -> !isTrusted(resource)).findFirst()
                .map(resource -> UnknownReason.of(
                        "what `" + resource.id() + "` adds to the resources that it is handed",
                        resource.declared().isCustom()
                                ? "check by hand what it does"
                                : "check its template together with this one"));
    }

    /** The custom resources that may, too, but of which the template itself states that they change nothing. */
    List<ResolvedResource> trusted(List<Value> changeable) {
        return handed(changeable).filter(UncheckedChanges::isTrusted).toList();
    }

    private static boolean isTrusted(ResolvedResource resource) {
        return resource.declared().isCustom() && resource.declared().isStatedHarmless();
    }

    private Stream<ResolvedResource> handed(List<Value> changeable) {
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
