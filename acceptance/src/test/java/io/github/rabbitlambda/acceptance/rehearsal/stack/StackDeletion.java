package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Deletes resources of a stack in an order opposite to creation, or those that an update replaced. What a failed deletion
 * needs is not deleted.
 */
final class StackDeletion {
    private final Stack stack;
    private final List<Deployed> replaced;
    private final Predicate<String> isDeleted;
    private final List<String> failures = new ArrayList<>();
    private final Set<String> needed = new HashSet<>();

    /** Deletes everything. */
    StackDeletion(Stack stack, List<Deployed> replaced) {
        this(stack, replaced, id -> true);
    }

    StackDeletion(Stack stack, List<Deployed> replaced, Predicate<String> isDeleted) {
        this.stack = stack;
        this.replaced = replaced;
        this.isDeleted = isDeleted;
    }

    StackResult run() {
        DependencyOrder order = stack.order();
        for (Declared resource : order.resources().reversed()) {
            replaced.stream().filter(old -> old.id().equals(resource.id())).forEach(old -> delete(old, order,
                    old.declared().isRetainedOnReplacement() || resource.isRetainedOnReplacement()));
            if (isDeleted.test(resource.id()) && !needed.contains(resource.id())
                    && delete(stack.deployed().get(resource.id()), order, resource.isRetainedOnDelete())) {
                stack.deployed().remove(resource.id());
            }
        }
        return failures.isEmpty()
                ? new StackResult("DELETE_COMPLETE", List.of())
                : new StackResult("DELETE_FAILED", failures);
    }

    private boolean delete(Deployed resource, DependencyOrder order, boolean isRetained) {
        if (isRetained) {
            stack.event("RETAIN", resource.id(), "");
            return true;
        }
        stack.event("DELETE", resource.id(), "");
        try {
            stack.kind(resource.type()).delete(resource);
            return true;
        } catch (Refused refusal) {
            stack.event("DELETE_FAILED", resource.id(), refusal.reason());
            failures.add(resource.id() + ": " + refusal.reason());
            needed.addAll(order.allDependencies(resource.id()));
            return false;
        }
    }
}
