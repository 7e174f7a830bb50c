package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * A stack over its whole life. It does one thing after another, in an order that its seed chooses among the legal ones.
 * A failed creation is rolled back by deletion, a failed update by another update.
 */
public final class Stack {
    private final Kinds kinds;
    private final Random random;
    private final PseudoParameters pseudo;
    private final Map<String, Deployed> deployed = new LinkedHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Consumer<Order>> watchers = new CopyOnWriteArrayList<>();
    private Optional<Template> template = Optional.empty();

    public Stack(String name, Kinds kinds, long seed) {
        this.kinds = kinds;
        // neighbouring seeds of a Random begin with the same numbers
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        pseudo = new PseudoParameters(name,
                Account.arn("cloudformation", "stack/" + name + "/" + UUID.randomUUID()));
    }

    public StackResult create(Template wanted) {
        StackResult result = new StackUpdate(this, wanted).run();
        if (result.isSuccess()) {
            return result.as("CREATE_COMPLETE");
        }
        StackResult rolledBack = new StackDeletion(this, List.of()).run();
        return new StackResult(rolledBack.isSuccess() ? "ROLLBACK_COMPLETE" : "ROLLBACK_FAILED",
                result.and(rolledBack).reasons());
    }

    public StackResult update(Template wanted) {
        Template former = template.orElseThrow();
        Map<String, Deployed> before = new LinkedHashMap<>(deployed);
        StackUpdate update = new StackUpdate(this, wanted);
        StackResult result = update.run();
        if (result.isSuccess()) {
            return result.and(update.cleanUp()).as("UPDATE_COMPLETE");
        }
        return result.and(new StackRollback(this, former, before, update).run());
    }

    public StackResult delete() {
        return new StackDeletion(this, List.of()).run();
    }

    /** The values of the outputs; fails if one refers to what does not exist. */
    public JsonNode outputs() {
        Template current = template.orElseThrow();
        return expressions(current).resolve(current.section("Outputs"));
    }

    public Expressions expressions(Template of) {
        return new Expressions(of, pseudo, new References() {
            @Override
            public String physicalId(String id) {
                return existing(id).physicalId();
            }

            @Override
            public JsonNode attribute(String id, String name) {
                JsonNode value = existing(id).attributes().getOrDefault(name, MissingNode.getInstance());
                if (value.isMissingNode()) {
                    throw new Refused("%s of type %s must have the attribute %s (it has %s)".formatted(id,
                            existing(id).type(), name, existing(id).attributes().keySet()));
                }
                return value;
            }
        });
    }

    private Deployed existing(String id) {
        return Optional.ofNullable(deployed.get(id)).orElseThrow(
                () -> new IllegalStateException("the resource " + id + " must exist before it is referred to"));
    }

    public DependencyOrder order(Template of) {
        Expressions expressions = expressions(of);
        return DependencyOrder.of(of.resources().values().stream().filter(expressions::isWanted).toList(), random);
    }

    /** An order in which everything that exists may be created, also what no template declares any more. */
    public DependencyOrder order() {
        return DependencyOrder.of(deployed.values().stream().map(Deployed::declared).toList(), random);
    }

    public Kind kind(String type) {
        return kinds.of(type);
    }

    public Map<String, Deployed> deployed() {
        return deployed;
    }

    public String id() {
        return pseudo.stackId();
    }

    public void isOf(Template current) {
        template = Optional.of(current);
    }

    /** Runs an action before a resource is created or changed. */
    public void before(Consumer<Order> action) {
        watchers.add(action);
    }

    public void touches(Order order) {
        watchers.forEach(watcher -> watcher.accept(order));
    }

    public void event(String status, String id, String reason) {
        events.add((status + " " + id + " " + reason).strip());
    }

    public List<String> events() {
        return events;
    }

    /** The only resource of a type. */
    public Deployed only(String type) {
        List<Deployed> found = ofType(type);
        if (found.size() != 1) {
            throw new IllegalStateException("one " + type + " was expected (found " + found.size() + ")");
        }
        return found.getFirst();
    }

    public List<Deployed> ofType(String type) {
        return deployed.values().stream().filter(resource -> resource.type().equals(type)).toList();
    }
}
