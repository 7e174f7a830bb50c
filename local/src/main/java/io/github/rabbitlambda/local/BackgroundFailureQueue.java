package io.github.rabbitlambda.local;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.parking.FailureQueue;

/** The failure queue of a run, if it has one. It starts while the broker starts, since both take a second or two. */
final class BackgroundFailureQueue implements AutoCloseable {
    private final Optional<CompletableFuture<FailureQueue>> starting;

    private BackgroundFailureQueue(Optional<CompletableFuture<FailureQueue>> starting) {
        this.starting = starting;
    }

    static BackgroundFailureQueue none() {
        return new BackgroundFailureQueue(Optional.empty());
    }

    static BackgroundFailureQueue start() {
        return new BackgroundFailureQueue(Optional.of(FailureQueue.startInBackground()));
    }

    /** The variables that tell a function to park here. */
    Map<String, String> variablesFor(FunctionSettings function) {
        return queue().map(queue -> queue.variables(function.environment().keySet())).orElse(Map.of());
    }

    /** Runs a mapping and reports meanwhile, and afterwards, what its function parks. */
    EndReason reportParked(LocalEventSource mapping, Report report) throws InterruptedException {
        Optional<FailureQueue> queue = queue();
        if (queue.isEmpty()) {
            return mapping.run();
        }
        report.catchesParked();
        queue.get().watch(report::parked);
        try {
            return mapping.run();
        } finally {
            queue.get().finish(report::parked);
        }
    }

    private Optional<FailureQueue> queue() {
        try {
            return starting.map(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new IllegalStateException("the failure queue does not start: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        starting.ifPresent(future -> future.thenAccept(FailureQueue::close));
    }
}
