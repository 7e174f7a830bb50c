package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Unfinished;

/**
 * Handles the messages of a batch on virtual threads, lane by lane.
 *
 * <p>
 * Invariants: (1) a lane is one thread's, which handles its messages in order; (2) lanes are taken in order, by at most
 * as many threads as the concurrency allows; (3) each message gets at most one outcome, the first; one without any was
 * not started; (4) when {@link #run} returns no message is started any more, though one that ignores its interruption may
 * still be running.
 */
final class Workers {
    /** What a handler that is interrupted gets for ending. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final List<Delivery> deliveries;
    private final MessageRun messages;
    private final Invocation invocation;
    private final AtomicReferenceArray<Outcome> outcomes;
    /** By System.nanoTime, made odd; 0 for what was not started. */
    private final AtomicLongArray starts;

    Workers(List<Delivery> deliveries, MessageRun messages, Invocation invocation) {
        this.deliveries = deliveries;
        this.messages = messages;
        this.invocation = invocation;
        this.outcomes = new AtomicReferenceArray<>(deliveries.size());
        this.starts = new AtomicLongArray(deliveries.size());
    }

    void settle(int place, Outcome outcome) {
        outcomes.compareAndSet(place, null, outcome);
    }

    void run(Lanes lanes, int concurrency) {
        Iterator<List<Integer>> queue = lanes.lanes().iterator();
        int count = Math.min(concurrency, lanes.lanes().size());
        CountDownLatch ended = new CountDownLatch(count);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofVirtual().name("message-" + i).start(() -> work(queue, ended)));
        }
        if (!await(ended, invocation.deadline().left())) {
            invocation.stop().because(Unfinished.TIME);
            threads.forEach(Thread::interrupt);
            await(ended, GRACE);
            giveUpWhatStillRuns();
        }
    }

    private void work(Iterator<List<Integer>> queue, CountDownLatch ended) {
        try {
            for (Optional<List<Integer>> lane = next(queue); lane.isPresent(); lane = next(queue)) {
                lane.get().forEach(this::handle);
            }
        } finally {
            ended.countDown();
        }
    }

    private static Optional<List<Integer>> next(Iterator<List<Integer>> queue) {
        synchronized (queue) {
            return queue.hasNext() ? Optional.of(queue.next()) : Optional.empty();
        }
    }

    private void handle(int place) {
        starts.set(place, System.nanoTime() | 1);
        settle(place, messages.of((Message) deliveries.get(place)));
    }

    private static boolean await(CountDownLatch ended, Duration limit) {
        try {
            return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void giveUpWhatStillRuns() {
        for (int place = 0; place < deliveries.size(); place++) {
            long start = starts.get(place);
            if (start != 0 && messages.isTooLong(start)) {
                settle(place, new Failed(1, new HandlerHangsException()));
            }
        }
    }

    /** What has no outcome was not started, or was cut off and has to come back. */
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
