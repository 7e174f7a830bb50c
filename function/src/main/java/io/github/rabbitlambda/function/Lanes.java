package io.github.rabbitlambda.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.Queue;

/**
 * Sorts the messages of a batch into lanes: those of one lane are handled one after the other, in order. Lanes are in
 * the order of their first messages.
 *
 * <p>
 * Example: messages 0 to 4 with the keys a, none, b, a, none make the lanes [0, 3], [1], [2], [4]. With a single lane
 * they make [0, 1, 2, 3, 4]. A suspected message is in no lane with others: it was in work once, so those before it in its
 * lane were handled then.
 */
final class Lanes {
    private final boolean single;
    private final List<List<Integer>> lanes = new ArrayList<>();
    private final List<List<Integer>> suspected = new ArrayList<>();
    private final List<List<Integer>> hopeless = new ArrayList<>();
    private final Map<QueueKey, List<Integer>> byKey = new LinkedHashMap<>();

    /**
     * @param single
     *            whether all messages are in one lane
     */
    Lanes(boolean single) {
        this.single = single;
    }

    /** The same ordering key in two queues makes two lanes. */
    private record QueueKey(Queue queue, String orderingKey) {}

    /** Adds a message; its index must be higher than that of the previous one. With a single lane no key is needed. */
    void add(int index, Message message, UserCode userCode) {
        if (single) {
            (lanes.isEmpty() ? newLane() : lanes.getFirst()).add(index);
        } else {
            Objects.requireNonNull(userCode.orderingKey(message),
                    "orderingKey returned null; expected an Optional, which is empty for a message without a key")
                    .map(key -> byKey.computeIfAbsent(new QueueKey(message.queue(), key), first -> newLane()))
                    .orElseGet(this::newLane).add(index);
        }
    }

    /** Adds a message that is to be handled before all others, with no other one in work. */
    void addSuspected(int index) {
        suspected.add(List.of(index));
    }

    List<List<Integer>> suspected() {
        return suspected;
    }

    /** Adds a message that is to be handled after all others, since it may end the process and can't be parked. */
    void addHopeless(int index) {
        hopeless.add(List.of(index));
    }

    List<List<Integer>> hopeless() {
        return hopeless;
    }

    private List<Integer> newLane() {
        List<Integer> lane = new ArrayList<>();
        lanes.add(lane);
        return lane;
    }

    /** All but the suspected ones; the messages' indexes in the batch. */
    List<List<Integer>> lanes() {
        return lanes;
    }
}
