package io.github.rabbitlambda.function;

import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that runs one task after the other. One such thread may be idle; a task starts a new thread when none
 * is. A thread pool of the JDK would do the same, but would load two dozen classes at a cold start.
 */
final class ReusedThread extends Thread {
    static final String NAME = "messages";

    private static @Nullable ReusedThread idle;

    private @Nullable Runnable task;

    private ReusedThread(Runnable task) {
        super(NAME);
        this.task = task;
        setDaemon(true);
    }

    /** Starts the task and returns; tasks of other callers go on. */
    static synchronized void run(Runnable task) {
        ReusedThread thread = idle;
        idle = null;
        if (thread == null) {
            new ReusedThread(task).start();
        } else {
            thread.task = task;
            ReusedThread.class.notifyAll();
        }
    }

    @Override
    public void run() {
        while (task != null) {
            task.run();
            awaitNextTask();
        }
    }

    /** Leaves the task null when another thread is idle already, and so ends this one. */
    private void awaitNextTask() {
        synchronized (ReusedThread.class) {
            task = null;
            if (idle == null) {
                idle = this;
                while (task == null) {
                    awaitNotification();
                }
            }
        }
    }

    private static void awaitNotification() {
        try {
            ReusedThread.class.wait();
        } catch (InterruptedException e) {
            // a handler has left its thread interrupted: nobody interrupts an idle thread
        }
    }
}
