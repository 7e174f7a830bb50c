package io.github.rabbitlambda.function;

import java.time.Duration;

/**
 * Watches one message in work on the thread that makes this. Safe for use by that thread and one that looks after it.
 */
final class Watch {
    private final int place;
    private final long start = System.nanoTime();
    private final Thread thread = Thread.currentThread();
    private boolean over;
    private boolean cutOff;

    /**
     * @param place
     *            the message's, in its batch
     */
    Watch(int place) {
        this.place = place;
    }

    int place() {
        return place;
    }

    /** How long the message has been in work. */
    Duration running() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Interrupts a message that takes too long. */
    synchronized void cutOff() {
        if (!over && !cutOff) {
            cutOff = true;
            thread.interrupt();
        }
    }

    /** Interrupts a message because everything has to end. */
    synchronized void interrupt() {
        if (!over) {
            thread.interrupt();
        }
    }

    synchronized boolean isCutOff() {
        return cutOff;
    }

    /** Ends the watch; an interruption that came too late is not left to the next message. */
    synchronized void end() {
        over = true;
        if (cutOff) {
            Thread.interrupted();
        }
    }
}
