package io.github.rabbitlambda.acceptance.rehearsal.aws;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults of services, which a test sets. */
public final class Faults {
    private final Map<String, AtomicInteger> throttled = new ConcurrentHashMap<>();

    /** The next so many calls of an action are refused for their rate. */
    public void throttle(String action, int calls) {
        throttled.put(action, new AtomicInteger(calls));
    }

    public boolean takesThrottled(Access access) {
        return Optional.ofNullable(throttled.get(access.action())).filter(left -> left.getAndDecrement() > 0)
                .isPresent();
    }

    /** How many calls of an action are still to be refused. */
    public int left(String action) {
        return Optional.ofNullable(throttled.get(action)).map(left -> Math.max(0, left.get())).orElse(0);
    }
}
