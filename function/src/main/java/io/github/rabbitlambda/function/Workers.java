package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Unfinished;

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
    /** One thread, and others in place of those that hang. */
    private static final Executor KEPT = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.HOURS,
            new SynchronousQueue<>(), new Daemons());

    private static final class Daemons implements ThreadFactory {
        @Override
        public Thread newThread(Runnable worker) {
            Thread thread = new Thread(worker, "messages");
            thread.setDaemon(true);
            return thread;
        }
    }

    private final List<Delivery> deliveries;
    private final MessageRun messages;
    private final Invocation invocation;
    private final Duration limit;
    private final AtomicReferenceArray<Outcome> outcomes;
    private final Map<Integer, Running> running = new ConcurrentHashMap<>();
    private Iterator<List<Integer>> lanes = List.<List<Integer>>of().iterator();
    private boolean single;
    private CountDownLatch working = new CountDownLatch(0);

    Workers(List<Delivery> deliveries, MessageRun messages, Invocation invocation, Duration limit) {
        this.deliveries = deliveries;
        this.messages = messages;
        this.invocation = invocation;
        this.limit = limit;
        this.outcomes = new AtomicReferenceArray<>(deliveries.size());
    }

    /** A message in work, and what comes after it in its lane. */
    private record Running(int place, Watch watch, Iterator<Integer> rest) {}

    /** False when there was an outcome already. */
    boolean settle(int place, Outcome outcome) {
        return outcomes.compareAndSet(place, null, outcome);
    }

    void run(Lanes given, int concurrency) {
        lanes = given.lanes().iterator();
        single = concurrency == 1;
        int workers = Math.min(concurrency, given.lanes().size());
        working = new CountDownLatch(workers);
        for (int i = 0; i < workers; i++) {
            start(List.<Integer>of().iterator());
        }
        lookAfter();
    }

    private void start(Iterator<Integer> lane) {
        Worker worker = new Worker(lane);
        if (single) {
            KEPT.execute(worker);
        } else {
            Thread.ofVirtual().name("messages").start(worker);
        }
    }

    /** Handles what is left of a lane, then one lane after the other. */
    private final class Worker implements Runnable {
        private final Iterator<Integer> rest;

        Worker(Iterator<Integer> rest) {
            this.rest = rest;
        }

        @Override
        public void run() {
            work(rest);
        }
    }

    private void work(Iterator<Integer> rest) {
        boolean mine = true;
        try {
            for (Optional<Iterator<Integer>> lane = Optional.of(rest); lane.isPresent() && mine; lane = next()) {
                while (mine && lane.get().hasNext()) {
                    mine = handle(lane.get().next(), lane.get());
                }
            }
        } finally {
            if (mine) {
                working.countDown();
            }
        }
    }

    private synchronized Optional<Iterator<Integer>> next() {
        return lanes.hasNext() ? Optional.of(lanes.next().iterator()) : Optional.empty();
    }

    private boolean handle(int place, Iterator<Integer> rest) {
        Watch watch = new Watch();
        running.put(place, new Running(place, watch, rest));
        Outcome outcome = messages.of((Message) deliveries.get(place), watch);
        watch.end();
        boolean mine = settle(place, outcome);
        running.remove(place);
        return mine;
    }

    private void lookAfter() {
        while (!workEnds(nextLook())) {
            if (invocation.deadline().isReached()) {
                invocation.stop().because(Unfinished.TIME);
                running.values().forEach(message -> message.watch.interrupt());
                workEnds(GRACE);
                return;
            }
            running.values().forEach(this::lookAfter);
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

    private void lookAfter(Running message) {
        Duration time = message.watch.running();
        if (time.compareTo(limit) > 0) {
            message.watch.cutOff();
        }
        if (time.compareTo(limit.plus(GRACE)) > 0
                && settle(message.place, new Failed(1, new HandlerHangsException(limit)))) {
            running.remove(message.place);
            start(message.rest);
        }
    }

    /** What has no outcome was not started, or was interrupted and has to come back. */
    BatchResult result() {
        BatchResult result = new BatchResult(invocation.tally());
        Unfinished reason = invocation.stop().reason().orElse(Unfinished.TIME);
        for (int place = 0; place < deliveries.size(); place++) {
            settle(place, reason);
            result.add(deliveries.get(place), outcomes.get(place));
        }
        return result;
    }
}
