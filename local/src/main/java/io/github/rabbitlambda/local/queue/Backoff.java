package io.github.rabbitlambda.local.queue;

import java.time.Duration;

/** Growing delays between attempts: each is twice the previous one, up to a limit. Not thread-safe. */
public final class Backoff {
    private final Duration first;
    private final Duration limit;
    private Duration next;

    /** Delays from {@code first} to {@code limit}. */
    public Backoff(Duration first, Duration limit) {
        this.first = first;
        this.limit = limit;
        this.next = first;
    }

    /** The delay before the next attempt. */
    public Duration next() {
        Duration delay = next;
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(limit) > 0 ? limit : twice;
        return delay;
    }

    /** Starts with the first delay again; call it after a success. */
    public void reset() {
        next = first;
    }
}
