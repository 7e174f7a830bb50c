package io.github.rabbitlambda.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.rabbitlambda.local.invoke.Outcome;
import io.github.rabbitlambda.local.invoke.Seconds;
import io.github.rabbitlambda.local.parking.ParkedMessage;
import io.github.rabbitlambda.local.queue.Batch;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.MappingEvents;

/**
 * Prints what happens: a line for each batch (quick batches share a line), a line every ten seconds while nothing else
 * is printed, each parked message, and a summary. Safe for use by many threads.
 */
public final class Report implements MappingEvents {
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long LINE_INTERVAL_NANOS = Duration.ofMillis(200).toNanos();

    private final PrintStream out;
    private final int functionLinesPerBatch;
    private int functionLines;
    private boolean isFunctionReady;
    private final List<String> startLines = new ArrayList<>();
    private final long started = System.nanoTime();
    private long consumingSince = started;
    private long lastLine = started;
    private long received;
    private long redelivered;
    private long acknowledged;
    private long failed;
    private long filteredOut;
    private long dropped;
    private int batches;
    private int failedBatches;
    private long bytes;
    private long unreportedBatches;
    private long unreportedMessages;
    private boolean lastFailed;
    private boolean isOutputClosed;
    private Runnable outputClosedAction = () -> {};
    private long parked;
    private boolean isCatchingParked;
    private Wait wait = new Wait("the start", "it needs some seconds", started);
    private Duration coldStart = Duration.ZERO;
    private Duration slowest = Duration.ZERO;

    /**
     * A report to a stream; it prints at most {@code functionLinesPerBatch} lines of the function's output for a batch.
     */
    public Report(PrintStream out, int functionLinesPerBatch) {
        this.out = out;
        this.functionLinesPerBatch = functionLinesPerBatch;
    }

    /** Prints a line. */
    public synchronized void say(String label, String text) {
        out.printf("%-10s%s%n", label, text);
        if (!isOutputClosed && out.checkError()) {
            isOutputClosed = true;
            outputClosedAction.run();
        }
        lastLine = System.nanoTime();
    }

    /**
     * Prints a line of the function's output, if the batch has not reached its limit of lines. While the function
     * starts, a line waits until the function is ready or the next {@link #heartbeat}: if the start fails, the error's
     * sentence says it.
     */
    public synchronized void functionPrinted(String line) {
        if (isFunctionReady) {
            printFunctionLine(line);
        } else {
            startLines.add(line);
        }
    }

    private void printStartLines() {
        startLines.forEach(this::printFunctionLine);
        startLines.clear();
    }

    private void printFunctionLine(String line) {
        if (functionLines++ < functionLinesPerBatch) {
            out.println("          | " + line);
        }
    }

    /** Says what the run waits for now, and for how long at most. */
    synchronized void waitingFor(Wait next) {
        wait = next;
        say("", next.sentence());
    }

    /** As {@link #waitingFor}, but says it only when it takes ten seconds. */
    synchronized void waitingQuietlyFor(Wait next) {
        wait = next;
    }

    /** What is parked will be told to {@link #parked}, and the summary counts it. */
    synchronized void catchesParked() {
        isCatchingParked = true;
    }

    synchronized void parked(ParkedMessage message) {
        parked++;
        say("parked", message.description());
        if (!message.body().isEmpty()) {
            say("", "body: " + message.body());
        }
    }

    synchronized void functionReady(Duration time) {
        isFunctionReady = true;
        printStartLines();
        coldStart = time;
        say("function", "ready in " + Seconds.format(time) + " s");
    }

    synchronized void consuming(MappingSettings settings) {
        consumingSince = System.nanoTime();
        BatchSettings batch = settings.batch();
        say("queue", "consuming \"%s\" of %s; batches of up to %d, %s s window, prefetch %d".formatted(
                settings.queue().queue(),
                settings.queue().broker(), batch.size(), Seconds.format(batch.window()), settings.queue().prefetch()));
    }

    synchronized void succeeded(Batch batch, Duration duration, boolean settled) {
        count(batch, duration, !settled);
        if (settled) {
            acknowledged += batch.size();
            bytes += batch.bodyBytes();
        }
        unreportedBatches++;
        unreportedMessages += batch.size();
        if (!settled) {
            sayOfBatch(describe(batch, duration)
                    + "succeeded, but the connection was lost before the acknowledgement: the broker delivers it again");
        } else if (System.nanoTime() - lastLine >= LINE_INTERVAL_NANOS || batches <= 3) {
            sayOfBatch(describe(batch, duration) + "acknowledged" + previousBatches());
        } else {
            return;
        }
        unreportedBatches = unreportedMessages = 0;
    }

    private void sayOfBatch(String text) {
        if (functionLines > functionLinesPerBatch && functionLinesPerBatch > 0) {
            out.printf("          | … and %d more lines (--function-output)%n", functionLines - functionLinesPerBatch);
        }
        functionLines = 0;
        say("batch " + batches, text);
    }

    private String previousBatches() {
        return unreportedBatches == 1
                ? ""
                : " (with %d previous batches: %d messages)".formatted(unreportedBatches - 1, unreportedMessages);
    }

    synchronized void failed(Batch batch, Outcome outcome, Duration duration, Duration delay) {
        count(batch, duration, true);
        failed += batch.size();
        failedBatches++;
        sayOfBatch(describe(batch, duration)
                + "FAILED, all of it comes back in %s s: %s".formatted(Seconds.format(delay), outcome.sentence()));
    }

    private void count(Batch batch, Duration duration, boolean failure) {
        batches++;
        received += batch.size();
        redelivered += batch.redelivered();
        lastFailed = failure;
        slowest = duration.compareTo(slowest) > 0 ? duration : slowest;
    }

    private static String describe(Batch batch, Duration duration) {
        String redeliveries = batch.redelivered() == 0 ? "" : " (%d redelivered)".formatted(batch.redelivered());
        return "%d message%s%s, event of %s, %s s: ".formatted(batch.size(), batch.size() == 1 ? "" : "s", redeliveries,
                size(batch.event().length), Seconds.format(Duration.ofMillis(duration.toMillis())));
    }

    private static String size(long bytes) {
        return bytes < 100_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.2f MB", bytes / 1e6);
    }

    @Override
    public synchronized void connectionLost(String reason) {
        say("broker", "connection lost (" + reason + "); the broker delivers unsettled messages again. Reconnecting");
    }

    @Override
    public synchronized void reconnectFailed(String reason) {
        say("broker", reason + ". Retrying");
    }

    @Override
    public synchronized void reconnected() {
        say("broker", "connected again");
    }

    @Override
    public synchronized void filteredOut() {
        filteredOut++;
    }

    @Override
    public synchronized void dropped(String messageId, int eventBytes) {
        dropped++;
        say("WARNING",
                "a message (id %s) of %s encoded is larger than an event may be: it is dropped and lost, as with Lambda"
                        .formatted(messageId, size(eventBytes)));
    }

    /** Prints the progress if nothing was printed for ten seconds. Call it about once a second. */
    public synchronized void heartbeat() {
        printStartLines();
        if (System.nanoTime() - lastLine >= QUIET_NANOS) {
            say("…", "%d received, %d acknowledged so far; %s".formatted(received, acknowledged,
                    wait.sentenceWithTime(System.nanoTime())));
        }
    }

    /** Runs the action once, as soon as the output can't be written any more. */
    synchronized void onOutputClosed(Runnable action) {
        outputClosedAction = action;
        if (isOutputClosed) {
            action.run();
        }
    }

    /** How many messages have left the queue: acknowledged after their invocation, filtered out or dropped. */
    public synchronized long settled() {
        return acknowledged + filteredOut + dropped;
    }

    /** Whether the last batch failed. */
    public synchronized boolean endedInFailure() {
        return lastFailed;
    }

    /** Says why the run ended if the settings alone do not. */
    synchronized void ended(EndReason reason) {
        if (reason == EndReason.QUEUE_IS_EMPTY) {
            say("queue", "it is empty");
        }
        if (reason == EndReason.INVOCATIONS_KEEP_FAILING) {
            say("queue", "it will not become empty: %d invocations in a row failed; their messages are in the queue"
                    .formatted(LocalEventSource.MOST_FAILURES_IN_A_ROW));
        }
    }

    /**
     * Prints the figures of the whole run. Messages of a batch that succeeded are called acknowledged, since the function
     * may have parked some of them.
     */
    public synchronized void summary() {
        double seconds = (System.nanoTime() - consumingSince) / 1e9;
        if (unreportedBatches > 0) {
            say("batches", "%d more, %d messages: acknowledged".formatted(unreportedBatches, unreportedMessages));
        }
        unreportedBatches = unreportedMessages = 0;
        say("", "");
        say("summary", "received %d (%d redelivered), acknowledged %d%s, failed %d, filtered out %d, dropped %d"
                .formatted(received, redelivered, acknowledged,
                        isCatchingParked ? " (%d parked)".formatted(parked) : "", failed, filteredOut, dropped));
        say("", String.format(Locale.ROOT,
                "%d batches, %d failed; %.0f messages/s, %.2f MB/s of bodies in %.1f s; cold start %s s; slowest invocation %s s",
                batches, failedBatches, acknowledged / seconds, bytes / seconds / 1e6, seconds,
                Seconds.format(coldStart),
                Seconds.format(slowest)));
    }
}
