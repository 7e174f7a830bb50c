package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Failed.Cause;
import io.github.rabbitlambda.function.Outcome.Unfinished;
import io.github.rabbitlambda.function.environment.ExecutionEnvironment;
import io.github.rabbitlambda.function.environment.ReusedThread;
import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;

import org.jspecify.annotations.Nullable;

/**
 * Handles the messages of a batch, lane by lane, and interrupts those that take too long.
 *
 * <p>
 * A worker takes a lane, handles its messages one after the other, and takes the next lane. Example with a concurrency
 * of 2 and the lanes [0, 3], [1], [2]: worker A takes [0, 3], worker B takes [1] and then [2]. Message 0 hangs: it is
 * interrupted at the limit, and 500 ms later it gets the outcome "hanging". A third worker gets the rest of A's lane,
 * [3]. When the handler of message 0 returns at last, A finds that the outcome is set, and ends.
 *
 * <p>
 * Invariants:
 * <ol>
 * <li>A lane belongs to one worker at a time, which handles its messages in order. {@link Worker#takeNextLane} takes a
 * lane under this object's lock. {@link #interruptedOrReplaced} hands a lane on only after it has set the outcome of
 * the hanging message, so that rule 4 keeps the first worker off the lane. {@code running} is volatile, so that the
 * replacement sees how far the lane was handled.
 * <li>At most as many workers as the concurrency allows may start messages. {@link #run} starts them, and a replacement
 * takes over the place of the worker that it replaces: also in {@code activeWorkers}.
 * <li>The first outcome of a message stays. {@link #setOutcome} enforces it.
 * <li>A worker whose message got its outcome from somebody else starts nothing more. {@link Worker#run} enforces it.
 * <li>After {@link #run} has returned no message is started: either all workers have ended, or the stop signal is
 * raised, which {@link MessageRun#run} checks first. A message that ignores its interrupt may still be running.
 * <li>After {@link #result} was called every message has an outcome. {@link #result} enforces it.
 * </ol>
 *
 */
final class Workers {
    /** How long an interrupted handler may take to end. */
    private static final Duration INTERRUPTION_GRACE = Duration.ofMillis(500);
    private static final Duration MIN_CHECK_INTERVAL = Duration.ofMillis(10);
    private static final Duration MAX_CHECK_INTERVAL = Duration.ofSeconds(1);

    private final List<Delivery> deliveries;
    private final MessageRun messageRun;
    private final Invocation invocation;
    private final Duration limit;
    private final ExecutionEnvironment environment;
    private final @Nullable Outcome[] outcomes;
    /** Those that may start messages. Only the invocation's thread uses this list. */
    private final List<Worker> workers = new ArrayList<>();
    private Iterator<List<Integer>> lanes = List.<List<Integer>>of().iterator();
    private CountDownLatch activeWorkers = new CountDownLatch(0);
    /** Those that have not returned, replaced ones included. */
    private final AtomicInteger running = new AtomicInteger();
    /** By its index, whether the message had the time that it may take. */
    private Map<Integer, Boolean> inWorkAtTheEnd = Map.of();

    Workers(List<Delivery> deliveries, MessageRun messageRun, Invocation invocation, Duration limit,
            ExecutionEnvironment environment) {
        this.environment = environment;
        this.deliveries = deliveries;
        this.messageRun = messageRun;
        this.invocation = invocation;
        this.limit = limit;
        this.outcomes = new Outcome[deliveries.size()];
    }

    /** Returns false and changes nothing when the message has an outcome already. */
    synchronized boolean setOutcome(int index, Outcome outcome) {
        boolean first = outcomes[index] == null;
        if (first) {
            outcomes[index] = outcome;
        }
        return first;
    }

    /** May be called again, for other lanes. */
    void run(List<List<Integer>> given, int concurrency) {
        if (given.isEmpty() || invocation.stopSignal().isRaised()) {
            return;
        }
        lanes = given.iterator();
        workers.clear();
        int number = Math.min(concurrency, given.size());
        activeWorkers = new CountDownLatch(number);
        for (int i = 0; i < number; i++) {
            Worker worker = startWorker(List.<Integer>of().iterator());
            if (worker != null) {
                workers.add(worker);
            }
        }
        superviseWorkers();
    }

    /** Null when the system has no more threads. Then other workers handle the lanes, or the batch comes back. */
    private @Nullable Worker startWorker(Iterator<Integer> lane) {
        Worker worker = new Worker(lane);
        running.incrementAndGet();
        try {
            ReusedThread.run(worker);
            return worker;
        } catch (OutOfMemoryError noThread) {
            running.decrementAndGet();
            activeWorkers.countDown();
            environment.requireEnd();
            if (lane.hasNext() || activeWorkers.getCount() == 0) {
                invocation.stopSignal().raise(Unfinished.MEMORY);
            }
            return null;
        }
    }

    /** Handles what remains of its first lane, then one lane after the other. */
    private final class Worker implements Runnable {
        private Iterator<Integer> lane;
        private volatile @Nullable RunningMessage current;

        Worker(Iterator<Integer> lane) {
            this.lane = lane;
        }

        @Override
        public void run() {
            boolean replaced = false;
            try {
                while (!replaced && (lane.hasNext() || takeNextLane())) {
                    replaced = !handle(lane.next());
                }
            } finally {
                running.decrementAndGet();
                if (!replaced) {
                    activeWorkers.countDown();
                }
            }
        }

        private boolean takeNextLane() {
            synchronized (Workers.this) {
                if (lanes.hasNext()) {
                    lane = lanes.next().iterator();
                }
            }
            return lane.hasNext();
        }

        /** False when the message hung and another worker has this one's lane. */
        private boolean handle(int index) {
            RunningMessage started = new RunningMessage(index);
            current = started;
            Outcome outcome = messageRun.run((Message) deliveries.get(index), started);
            started.finish();
            boolean first = setOutcome(index, outcome);
            current = null;
            return first;
        }
    }

    private void superviseWorkers() {
        while (!allEndWithin(checkInterval())) {
            if (invocation.deadline().isReached()) {
                invocation.stopSignal().raise(Unfinished.TIME);
                inWorkAtTheEnd = interruptAll();
                allEndWithin(INTERRUPTION_GRACE);
                return;
            }
            workers.replaceAll(this::interruptedOrReplaced);
        }
    }

    /** Returns the messages that were in work. */
    private Map<Integer, Boolean> interruptAll() {
        Duration share = invocation.deadline().halfOfInitialTime();
        Map<Integer, Boolean> interrupted = new HashMap<>();
        for (Worker worker : workers) {
            RunningMessage message = worker.current;
            if (message != null) {
                message.interrupt();
                interrupted.put(message.index(),
                        message.elapsed().compareTo(share) >= 0 || message.elapsed().compareTo(limit) >= 0);
            }
        }
        return interrupted;
    }

    private Duration checkInterval() {
        Duration interval = Duration.ofMillis(limit.toMillis() / 10);
        Duration remaining = invocation.deadline().remaining();
        interval = interval.compareTo(MAX_CHECK_INTERVAL) > 0 ? MAX_CHECK_INTERVAL : interval;
        interval = interval.compareTo(remaining) > 0 ? remaining : interval;
        return interval.compareTo(MIN_CHECK_INTERVAL) < 0 ? MIN_CHECK_INTERVAL : interval;
    }

    /** Also true when the invocation's own thread is interrupted. */
    private boolean allEndWithin(Duration time) {
        try {
            return activeWorkers.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            invocation.stopSignal().raise(Unfinished.TIME);
            return true;
        }
    }

    /** Returns the worker itself, or its replacement when its message does not end although it was interrupted. */
    private Worker interruptedOrReplaced(Worker worker) {
        RunningMessage message = worker.current;
        Duration elapsed = message == null ? Duration.ZERO : message.elapsed();
        if (message == null || elapsed.compareTo(limit) <= 0) {
            return worker;
        }
        message.interruptOverLimit();
        boolean hangs = elapsed.compareTo(limit.plus(INTERRUPTION_GRACE)) > 0
                && setOutcome(message.index(), Failed.hanging(limit));
        Worker replacement = hangs ? startWorker(worker.lane) : null;
        return replacement == null ? worker : replacement;
    }

    /** How many threads handlers keep that have not returned. */
    int lostThreads() {
        return running.get();
    }

    /** A message without an outcome was not started, or was interrupted at the end of the time. */
    synchronized BatchResult result() {
        for (int index = 0; index < outcomes.length; index++) {
            if (outcomes[index] == null) {
                outcomes[index] = invocation.stopSignal().reason().orElse(Unfinished.TIME);
            }
        }
        BatchResult result = new BatchResult(invocation, functionWorks());
        for (int index = 0; index < outcomes.length; index++) {
            result.add(deliveries.get(index), outcomes[index]);
        }
        return result;
    }

    /** A message that fails in its own way shows it as well as one that is processed. */
    private boolean functionWorks() {
        return environment.hasProcessed()
                || Stream.of(outcomes).anyMatch(outcome -> outcome instanceof Failed failed
                        && failed.cause() != Cause.PERHAPS_FUNCTION && failed.attempts() > 0);
    }

    /** The batch comes back: the next delivery is to know which of its messages took too long. */
    synchronized void rememberWhatTookTooLong(MessageHistory history) {
        for (int index = 0; index < outcomes.length; index++) {
            if (outcomes[index] instanceof Failed failed && failed.cause() == Cause.TOO_LONG) {
                history.tookTooLong((Message) deliveries.get(index), limit);
            } else if (outcomes[index] == Unfinished.TIME && inWorkAtTheEnd.containsKey(index)) {
                history.wasInWorkAtTheEndOfTheTime((Message) deliveries.get(index), inWorkAtTheEnd.get(index));
            }
        }
    }
}
