package io.github.rabbitlambda.acceptance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a function got and what it processed, invocation by invocation. A broker may deliver batches in another order than
 * that of their publishing, after it was killed for example; within a batch the order is the listener's.
 */
record BatchOrder(List<Invocation> invocations) {
    private static final String BATCH = "batch ";

    /**
     * @param delivered
     *            the ids of the batch, in its order
     * @param processed
     *            ids in the order of their processing
     */
    record Invocation(List<String> delivered, List<String> processed) {}

    /** The line that {@link #read} takes for the start of an invocation. */
    static String line(List<String> delivered) {
        return BATCH + String.join(" ", delivered);
    }

    /** Reads a ledger: a line for each batch, followed by one for each message that was processed. */
    static BatchOrder read(List<String> ledger) {
        List<Invocation> invocations = new ArrayList<>();
        for (String line : ledger) {
            if (line.startsWith(BATCH)) {
                invocations.add(new Invocation(List.of(line.substring(BATCH.length()).split(" ")), new ArrayList<>()));
            } else {
                invocations.getLast().processed().add(line);
            }
        }
        return new BatchOrder(invocations);
    }

    List<String> processed() {
        return invocations.stream().flatMap(invocation -> invocation.processed().stream()).toList();
    }

    /**
     * First processed after a message of the same key that stood behind it in a batch, and was first processed in that
     * batch's invocation.
     */
    Set<String> overtaken(Map<String, String> keys) {
        Map<String, Integer> first = new HashMap<>();
        processed().forEach(id -> first.putIfAbsent(id, first.size()));
        Set<String> overtaken = new LinkedHashSet<>();
        Set<String> processedBefore = new LinkedHashSet<>();
        for (Invocation invocation : invocations) {
            addOvertaken(invocation, processedBefore, first, keys, overtaken);
            processedBefore.addAll(invocation.processed());
        }
        return overtaken;
    }

    private static void addOvertaken(Invocation invocation, Set<String> processedBefore, Map<String, Integer> first,
            Map<String, String> keys, Set<String> overtaken) {
        Map<String, Integer> earliestBehind = new HashMap<>();
        for (String id : invocation.delivered().reversed()) {
            Integer position = first.get(id);
            String key = keys.get(id);
            if (position != null && position > earliestBehind.getOrDefault(key, Integer.MAX_VALUE)) {
                overtaken.add(id);
            }
            if (position != null && invocation.processed().contains(id) && !processedBefore.contains(id)) {
                earliestBehind.merge(key, position, Math::min);
            }
        }
    }
}
