package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Takes a failed update back: what it changed in place is updated once more with the former properties, also a custom
 * resource (https://github.com/aws/aws-cdk/issues/17040), then what it created is deleted.
 */
final class StackRollback {
    private final Stack stack;
    private final Template former;
    private final Map<String, Deployed> before;
    private final StackUpdate failed;
    private final List<Deployed> created;

    StackRollback(Stack stack, Template former, Map<String, Deployed> before, StackUpdate failed) {
        this.stack = stack;
        this.former = former;
        this.before = before;
        this.failed = failed;
        this.created = failed.touched().keySet().stream().flatMap(this::creations).toList();
    }

    /** The resource of the failed update, if it is not the former one. */
    private Stream<Deployed> creations(String id) {
        Optional<Deployed> now = Optional.ofNullable(stack.deployed().get(id));
        return now.filter(made -> !before.containsKey(id) || !before.get(id).physicalId().equals(made.physicalId()))
                .stream();
    }

    StackResult run() {
        for (Declared resource : DependencyOrder.of(before.values().stream().map(Deployed::declared).toList(),
                new Random(1)).resources()) {
            Optional<String> failure = failureOf(resource);
            if (failure.isPresent()) {
                stack.event("ROLLBACK_FAILED", resource.id(), failure.get());
                return StackResult.failure("UPDATE_ROLLBACK_FAILED", resource.id(), failure.get());
            }
        }
        stack.isOf(former);
        return cleanUp();
    }

    private Optional<String> failureOf(Declared resource) {
        Deployed old = before.get(resource.id());
        if (!failed.touched().containsKey(resource.id())) {
            return Optional.empty();
        }
        try {
            stack.deployed().put(resource.id(), reverted(old));
            return Optional.empty();
        } catch (Refused refusal) {
            return Optional.of(refusal.reason());
        }
    }

    private Deployed reverted(Deployed old) {
        Order changed = failed.touched().get(old.id());
        Kind kind = stack.kind(old.type());
        if (kind.isReplacedBy(old.properties(), changed.properties())) {
            return old;
        }
        stack.event("UPDATE", old.id(), "back");
        Deployed now = stack.deployed().get(old.id());
        Made made = kind.update(changed.as(now.made()), new Order(old.declared(), old.stackId(), old.properties()));
        return new Deployed(old.declared(), old.stackId(), old.properties(), made);
    }

    private StackResult cleanUp() {
        List<Deployed> replacements = created.stream().filter(made -> before.containsKey(made.id()))
                .filter(made -> !stack.deployed().get(made.id()).physicalId().equals(made.physicalId())).toList();
        return new StackDeletion(stack, replacements, id -> !before.containsKey(id)).run()
                .as("UPDATE_ROLLBACK_COMPLETE");
    }
}
