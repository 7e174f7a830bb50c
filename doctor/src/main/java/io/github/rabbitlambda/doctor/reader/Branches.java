package io.github.rabbitlambda.doctor.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Ways through an account that don't need each other. They wait for answers on virtual threads. */
final class Branches {
    private Branches() {}

    /** Runs all side by side, and waits for all. */
    static void sideBySide(Runnable... branches) {
        forEach(List.of(branches), Runnable::run);
    }

    /** Runs one branch for each item side by side, and waits for all. */
    static <T> void forEach(Iterable<T> items, Consumer<T> branch) {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            items.forEach(item -> running.add(CompletableFuture.runAsync(() -> branch.accept(item), virtual)));
        }
        running.forEach(CompletableFuture::join);
    }
}
