package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Unfinished;

import org.jspecify.annotations.Nullable;

/**
 * Handles the messages of a batch, lane by lane, and looks after those that take too long. Threads are virtual, but for a
 * concurrency of 1: a thread that is kept for the next invocation needs nothing of what virtual ones load.
 *
 * <p>
 * Invariants: (1) a lane is one thread's at a time, which handles its messages in order; (2) lanes are taken in order, by
 * as many workers as the concurrency allows; (3) each message gets one outcome, the first; (4) a thread whose message got
 * its outcome from somebody else starts nothing more: its worker goes on with another thread; (5) when {@link #run}
 * returns no message is started any more, though one that ignores its interruption may still be running.
 */
final class Workers {
    /** What a handler that is interrupted gets for ending. */
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private final List<Delivery> deliveries;
    private final MessageRun messages;
    private final Invocation invocation;
    private final Duration limit;
    private final @Nullable Outcome[] outcomes;
    /** Those that may start messages; the invocation's thread alone knows them. */
    private final List<Worker> workers = new ArrayList<>();
    private Iterator<List<Integer>> lanes = List.<List<Integer>>of().iterator();
    private boolean single;
    private CountDownLatch working = new CountDownLatch(0);

    Workers(List<Delivery> deliveries, MessageRun messages, Invocation invocation, Duration limit) {
        this.deliveries = deliveries;
        this.messages = messages;
        this.invocation = invocation;
        this.limit = limit;
        this.outcomes = new Outcome[deliveries.size()];
    }

    /** False when there was an outcome already. */
    synchronized boolean settle(int place, Outcome outcome) {
        boolean first = outcomes[place] == null;
        if (first) {
            outcomes[place] = outcome;
        }
        return first;
    }

    void run(Lanes given, int concurrency) {
        lanes = given.lanes().iterator();
        single = concurrency == 1;
        int many = Math.min(concurrency, given.lanes().size());
        working = new CountDownLatch(many);
        for (int i = 0; i < many; i++) {
            workers.add(started(List.<Integer>of().iterator()));
        }
        lookAfter();
    }

    private Worker started(Iterator<Integer> lane) {
        Worker worker = new Worker(lane);
        if (single) {
            KeptThread.run(worker);
        } else {
            Thread.ofVirtual().name(KeptThread.NAME).start(worker);
        }
        return worker;
    }

    /** Handles what is left of a lane, then one lane after the other. */
    private final class Worker implements Runnable {
        private Iterator<Integer> lane;
        /** The message in work, if any. */
        private volatile @Nullable Watch watch;

        Worker(Iterator<Integer> lane) {
            this.lane = lane;
        }

        @Override
        public void run() {
            boolean mine = true;
            try {
                while (mine && (lane.hasNext() || nextLane())) {
                    mine = handle(lane.next());
                }
            } finally {
                if (mine) {
                    working.countDown();
                }
            }
        }

        private boolean nextLane() {
            synchronized (Workers.this) {
                if (lanes.hasNext()) {
                    lane = lanes.next().iterator();
                }
            }
            return lane.hasNext();
        }

        private boolean handle(int place) {
            Watch current = new Watch(place);
            watch = current;
            Outcome outcome = messages.of((Message) deliveries.get(place), current);
            current.end();
            boolean mine = settle(place, outcome);
            watch = null;
            return mine;
        }
    }

    private void lookAfter() {
        while (!workEnds(nextLook())) {
            if (invocation.deadline().isReached()) {
                invocation.stop().because(Unfinished.TIME);
                interrupt();
                workEnds(GRACE);
                return;
            }
            workers.replaceAll(this::lookedAfter);
        }
    }

    private void interrupt() {
        for (Worker worker : workers) {
            Watch message = worker.watch;
            if (message != null) {
                message.interrupt();
            }
        }
    }

    private Duration nextLook() {
        Duration look = Duration.ofMillis(limit.toMillis() / 10);
        Duration left = invocation.deadline().left();
        look = look.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : look;
        look = look.compareTo(left) > 0 ? left : look;
        return look.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : look;
    }

    private boolean workEnds(Duration within) {
        try {
            return working.await(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The same worker, or another in its place if its message hangs. */
    private Worker lookedAfter(Worker worker) {
        Watch message = worker.watch;
        Duration time = message == null ? Duration.ZERO : message.running();
        if (message == null || time.compareTo(limit) <= 0) {
            return worker;
        }
        message.cutOff();
        boolean hangs = time.compareTo(limit.plus(GRACE)) > 0
                && settle(message.place(), Failed.hanging(limit));
        return hangs ? started(worker.lane) : worker;
    }

    /** What has no outcome was not started, or was interrupted and has to come back. */
    synchronized BatchResult result() {
        BatchResult result = new BatchResult(invocation.tally());
        for (int place = 0; place < outcomes.length; place++) {
            Outcome outcome = outcomes[place];
            if (outcome == null) {
                outcome = invocation.stop().reason().orElse(Unfinished.TIME);
                outcomes[place] = outcome;
            }
            result.add(deliveries.get(place), outcome);
        }
        return result;
    }
}
