package io.github.rabbitlambda.function;

import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that does one task after the other; one waits for the next, and another takes the place of one that
 * hangs. A pool of the JDK's would do the same, but load two dozen classes at a cold start.
 */
final class KeptThread extends Thread {
    static final String NAME = "messages";

    private static @Nullable KeptThread waiting;

    private @Nullable Runnable task;

    private KeptThread(Runnable task) {
        super(NAME);
        this.task = task;
        setDaemon(true);
    }

    /** Begins a task, beside those that others have given. */
    static synchronized void run(Runnable task) {
        KeptThread thread = waiting;
        waiting = null;
        if (thread == null) {
            new KeptThread(task).start();
        } else {
            thread.task = task;
            KeptThread.class.notifyAll();
        }
    }

    @Override
    public void run() {
        while (task != null) {
            task.run();
            next();
        }
    }

    /** Waits for the next task; there is none when another thread waits already. What is done is let go of at once. */
    private void next() {
        synchronized (KeptThread.class) {
            task = null;
            if (waiting == null) {
                waiting = this;
                while (task == null) {
                    await();
                }
            }
        }
    }

    /** A handler may leave its thread interrupted; nobody else interrupts this one between two tasks. */
    private static void await() {
        try {
            KeptThread.class.wait();
        } catch (InterruptedException e) {
            // the wait goes on: what was to be interrupted is over
        }
    }
}
