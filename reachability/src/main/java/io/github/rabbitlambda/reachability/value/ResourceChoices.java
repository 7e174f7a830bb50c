package io.github.rabbitlambda.reachability.value;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The choices on which a resource depends. What a rule reads of the resource decides which of them matter to it.
 *
 * @param reader is told the choices that matter
 */
record ResourceChoices(Set<OpenChoice> ofPresence, Map<String, Set<OpenChoice>> byProperty,
        Consumer<Set<OpenChoice>> reader) {

    void readPresence() {
        reader.accept(ofPresence);
    }

    void read(String property) {
        reader.accept(byProperty.getOrDefault(property, Set.of()));
    }

    void readAll() {
        byProperty.values().forEach(reader);
    }
}
