package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;

/** Everything that exists in the account except what a service of its own holds. */
public final class Things {
    private final Map<String, Thing> byId = new ConcurrentHashMap<>();

    public void put(Thing thing) {
        byId.put(thing.type() + " " + thing.id(), thing);
    }

    public void put(String type, String id, JsonNode properties) {
        put(new Thing(type, id, properties));
    }

    public void remove(String type, String id) {
        byId.remove(type + " " + id);
    }

    public Optional<Thing> find(String type, String id) {
        return Optional.ofNullable(byId.get(type + " " + id));
    }

    public List<Thing> ofType(String type) {
        return all().stream().filter(thing -> thing.type().equals(type)).toList();
    }

    public List<Thing> all() {
        return byId.values().stream().sorted(Comparator.comparing(Thing::toString)).toList();
    }

    /** EC2 refuses to delete what something else in the network uses. */
    public void checkUnused(String type, String id) {
        List<Thing> users = all().stream().filter(thing -> isOfNetwork(thing) && !thing.id().equals(id))
                .filter(thing -> thing.refersTo(id)).toList();
        if (!users.isEmpty()) {
            throw new Refused("%s '%s' has dependencies and cannot be deleted: %s (Service: Ec2, DependencyViolation)"
                    .formatted(type.substring(type.lastIndexOf(':') + 1), id, users));
        }
    }

    private static boolean isOfNetwork(Thing thing) {
        return thing.type().startsWith("AWS::EC2::") || thing.type().equals("AWS::AmazonMQ::Broker");
    }
}
