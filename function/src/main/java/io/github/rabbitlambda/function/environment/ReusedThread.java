package io.github.rabbitlambda.function.environment;

import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that runs one task after the other. A task starts a new thread when none is idle. A thread pool of the
 * JDK would do the same, but would load two dozen classes at a cold start.
 *
 * <p>
 * These are no virtual threads: there are only as many of those running as processors, and a handler that never ends
 * keeps one.
 */
public final class ReusedThread extends Thread {
    private static final String NAME = "messages";

    private static final ArrayDeque<ReusedThread> IDLE = new ArrayDeque<>();

    private @Nullable Runnable task;

    private ReusedThread(Runnable task) {
        super(NAME);
        this.task = task;
        setDaemon(true);
    }

    /**
     * Starts the task and returns.
     *
     * @throws OutOfMemoryError
     *             when the system has no more threads
     */
    public static void run(Runnable task) {
        ReusedThread thread;
        synchronized (IDLE) {
            thread = IDLE.pollFirst();
        }
        if (thread == null) {
            new ReusedThread(task).start();
        } else {
            thread.assign(task);
        }
    }

    private synchronized void assign(Runnable next) {
        task = next;
        notifyAll();
    }

    @Override
    public void run() {
        Runnable current = task;
        while (true) {
            current.run();
            current = nextTask();
        }
    }

    private Runnable nextTask() {
        synchronized (this) {
            task = null;
        }
        synchronized (IDLE) {
            IDLE.addFirst(this);
        }
        return awaitTask();
    }

    private synchronized Runnable awaitTask() {
        while (task == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                // a handler has left its thread interrupted: nobody interrupts an idle thread
            }
        }
        return task;
    }
}
