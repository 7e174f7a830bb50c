package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A random order among those in which CloudFormation may create the resources. */
record DependencyOrder(List<Declared> resources) {

    static DependencyOrder of(Iterable<Declared> wanted, Random random) {
        Map<String, Declared> left = new LinkedHashMap<>();
        wanted.forEach(resource -> left.put(resource.id(), resource));
        List<Declared> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Declared> ready = left.values().stream().filter(resource -> isReady(resource, left.keySet())).toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("circular dependency between " + new TreeSet<>(left.keySet()));
            }
            Declared next = ready.get(random.nextInt(ready.size()));
            left.remove(next.id());
            ordered.add(next);
        }
        return new DependencyOrder(List.copyOf(ordered));
    }

    private static boolean isReady(Declared resource, Set<String> left) {
        return resource.dependencies().stream().noneMatch(left::contains);
    }

    /** The ids of a resource's dependencies, and of theirs. */
    Set<String> allDependencies(String id) {
        Map<String, Declared> byId = new LinkedHashMap<>();
        resources.forEach(resource -> byId.put(resource.id(), resource));
        Set<String> found = new LinkedHashSet<>();
        collect(id, byId, found);
        return found;
    }

    private static void collect(String id, Map<String, Declared> byId, Set<String> found) {
        Declared resource = byId.get(id);
        if (resource != null) {
            resource.dependencies().stream().filter(found::add).forEach(next -> collect(next, byId, found));
        }
    }
}
