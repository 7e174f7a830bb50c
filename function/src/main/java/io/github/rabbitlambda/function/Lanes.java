package io.github.rabbitlambda.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which messages of a batch have to wait for each other: those of one lane are handled one after the other, in order.
 *
 * @param lanes
 *            the messages' places in the batch, by the place of each lane's first message
 */
record Lanes(List<List<Integer>> lanes) {
    /** One lane: strictly in order. */
    static Lanes one(List<Integer> places) {
        return new Lanes(places.isEmpty() ? List.of() : List.of(places));
    }

    /** A lane for each key, and one for each message without a key. */
    static Lanes byKey(Map<Integer, Optional<Key>> places) {
        Map<Object, List<Integer>> lanes = new LinkedHashMap<>();
        places.forEach((place, key) -> lanes.computeIfAbsent(key.<Object>map(k -> k).orElse(place),
                same -> new ArrayList<>()).add(place));
        return new Lanes(List.copyOf(lanes.values()));
    }

    /** What the user gave, within a queue. */
    record Key(Queue queue, String key) {}
}
