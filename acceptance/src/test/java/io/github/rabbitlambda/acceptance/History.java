package io.github.rabbitlambda.acceptance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What happened to the messages of a run, and what must not have: a confirmed message that is nowhere, a message that
 * nobody sent, a later message of a key before an earlier one. A message that was sent and not confirmed is
 * indeterminate, because its confirm may be what was lost: it may be seen or not.
 *
 * @param sent
 *            in the order in which they were published
 * @param processed
 *            ids in the order of their processing, with repetitions
 * @param parked
 *            ids, with repetitions
 * @param deadLettered
 *            ids, with repetitions
 */
record History(List<Sent> sent, List<String> processed, List<String> parked, List<String> deadLettered) {
    /** A message that the publisher gave to the network. */
    record Sent(String id, String key, boolean confirmed) {}

    /** Confirmed and seen nowhere. */
    List<String> lost() {
        Set<String> seen = seen();
        return sent.stream().filter(Sent::confirmed).map(Sent::id).filter(id -> !seen.contains(id)).toList();
    }

    /** Seen, and never sent. */
    List<String> invented() {
        Set<String> sentIds = ids(sent);
        return seen().stream().filter(id -> !sentIds.contains(id)).toList();
    }

    /** Not confirmed, and seen all the same. */
    List<String> recovered() {
        Set<String> seen = seen();
        return sent.stream().filter(message -> !message.confirmed()).map(Sent::id).filter(seen::contains).toList();
    }

    /** How many records there are beyond the first one of each message. */
    int repetitions() {
        return records().toList().size() - seen().size();
    }

    /** First processed after a message of the same key that was sent later. */
    List<String> reordered() {
        Map<String, Integer> positions = new HashMap<>();
        sent.forEach(message -> positions.put(message.id(), positions.size()));
        Map<String, Integer> latestOfKey = new HashMap<>();
        List<String> reordered = new ArrayList<>();
        for (String id : new LinkedHashSet<>(processed)) {
            if (positions.containsKey(id) && isBehind(positions.get(id), latestOfKey)) {
                reordered.add(id);
            }
        }
        return reordered;
    }

    private boolean isBehind(int position, Map<String, Integer> latestOfKey) {
        return latestOfKey.merge(sent.get(position).key(), position, Math::max) > position;
    }

    private Set<String> seen() {
        return new LinkedHashSet<>(records().toList());
    }

    private Stream<String> records() {
        return Stream.of(processed, parked, deadLettered).flatMap(Collection::stream);
    }

    private static Set<String> ids(List<Sent> messages) {
        return new LinkedHashSet<>(messages.stream().map(Sent::id).toList());
    }
}
