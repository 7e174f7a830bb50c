package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings a stack to a template; a creation is an update of nothing. It ends with the first failure. */
final class StackUpdate {
    private final Stack stack;
    private final Template wanted;
    /** In the order in which they were touched; the last one may have failed. */
    private final Map<String, Order> touched = new LinkedHashMap<>();
    private final List<Deployed> replaced = new ArrayList<>();

    StackUpdate(Stack stack, Template wanted) {
        this.stack = stack;
        this.wanted = wanted;
    }

    StackResult run() {
        Expressions expressions = stack.expressions(wanted);
        for (Declared resource : stack.order(wanted).resources()) {
            Optional<String> failure = failureOf(resource, expressions);
            if (failure.isPresent()) {
                stack.event("FAILED", resource.id(), failure.get());
                return StackResult.failure("FAILED", resource.id(), failure.get());
            }
        }
        stack.isOf(wanted);
        return StackResult.SUCCESS;
    }

    private Optional<String> failureOf(Declared resource, Expressions expressions) {
        try {
            bring(new Order(resource, stack.id(), expressions.resolve(resource.properties())));
            return Optional.empty();
        } catch (Refused refusal) {
            refusal.physicalId().filter(id -> !stack.deployed().containsKey(resource.id()))
                    .ifPresent(id -> keep(touched.get(resource.id()), Made.of(id)));
            return Optional.of(refusal.reason());
        }
    }

    private void bring(Order order) {
        Deployed before = stack.deployed().get(order.id());
        if (before == null) {
            touch("CREATE", order);
            keep(order, stack.kind(order.type()).create(order));
        } else if (!before.type().equals(order.type())) {
            throw new Refused("Update of resource type is not permitted.");
        } else if (!before.properties().equals(order.properties())) {
            change(before, order);
        } else {
            stack.deployed().put(order.id(), before.as(order.declared()));
        }
    }

    private void change(Deployed before, Order order) {
        Kind kind = stack.kind(order.type());
        boolean isReplaced = kind.isReplacedBy(before.properties(), order.properties());
        touch(isReplaced ? "REPLACE" : "UPDATE", order);
        Made made = isReplaced ? kind.create(order) : kind.update(before, order);
        if (!made.physicalId().equals(before.physicalId())) {
            replaced.add(before);
        }
        keep(order, made);
    }

    private void touch(String what, Order order) {
        stack.touches(order);
        touched.put(order.id(), order);
        stack.event(what, order.id(), "");
    }

    private void keep(Order order, Made made) {
        stack.deployed().put(order.id(), order.as(made));
    }

    /** The phase after success: deletes what was replaced and what the template does not have any more. */
    StackResult cleanUp() {
        Expressions expressions = stack.expressions(wanted);
        Set<String> kept = wanted.resources().values().stream().filter(expressions::isWanted).map(Declared::id)
                .collect(Collectors.toSet());
        return new StackDeletion(stack, replaced, id -> !kept.contains(id)).run().as("UPDATE_COMPLETE");
    }

    Map<String, Order> touched() {
        return touched;
    }
}
