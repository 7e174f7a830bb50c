package io.github.rabbitlambda.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.Queue;

/**
 * Which messages of a batch have to wait for each other: those of one lane are handled one after the other, in order.
 * Lanes are in the order of their first messages.
 */
final class Lanes {
    private final boolean strict;
    private final List<List<Integer>> lanes = new ArrayList<>();
    private final Map<Key, List<Integer>> byKey = new LinkedHashMap<>();

    /**
     * @param strict
     *            whether all messages are in one lane
     */
    Lanes(boolean strict) {
        this.strict = strict;
    }

    /** What the user gave, within a queue. */
    private record Key(Queue queue, String key) {}

    /** Adds the message at the next place; its key is asked for only where it matters. */
    void add(int place, Message message, UserCode userCode) {
        if (strict) {
            (lanes.isEmpty() ? begin() : lanes.getFirst()).add(place);
        } else {
            userCode.orderingKey(message)
                    .map(text -> byKey.computeIfAbsent(new Key(message.queue(), text), first -> begin()))
                    .orElseGet(this::begin).add(place);
        }
    }

    private List<Integer> begin() {
        List<Integer> lane = new ArrayList<>();
        lanes.add(lane);
        return lane;
    }

    /** The messages' places in the batch. */
    List<List<Integer>> lanes() {
        return lanes;
    }
}
