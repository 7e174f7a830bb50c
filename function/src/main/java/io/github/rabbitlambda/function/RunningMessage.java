package io.github.rabbitlambda.function;

import java.time.Duration;

/**
 * One message that the thread which makes this object handles. That thread and the invocation's thread share it.
 */
final class RunningMessage {
    private final int index;
    private final long start = System.nanoTime();
    private final Thread thread = Thread.currentThread();
    private boolean finished;
    private boolean overLimit;

    /**
     * @param index
     *            of the message in its batch
     */
    RunningMessage(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }

    /** The time since the message was started. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Interrupts a message that takes longer than one message may; once only. */
    synchronized void interruptOverLimit() {
        if (!finished && !overLimit) {
            overLimit = true;
            thread.interrupt();
        }
    }

    /** Interrupts a message because the invocation's time is over. */
    synchronized void interrupt() {
        if (!finished) {
            thread.interrupt();
        }
    }

    /** Whether the message was interrupted because it took too long. */
    synchronized boolean isOverLimit() {
        return overLimit;
    }

    /**
     * From here on nothing interrupts the thread. A late interrupt is cleared, so that the next message does not get
     * it.
     */
    synchronized void finish() {
        finished = true;
        if (overLimit) {
            Thread.interrupted();
        }
    }
}
