package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.function.environment.Environments;
import io.github.rabbitlambda.function.environment.ExecutionEnvironment;
import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * No batch comes back for ever, whatever poison it holds: it is settled after a bounded number of deliveries, every good
 * message is processed, every poison one and no other is parked. A process that a handler ends is stood for by one that
 * is left as it is; the next one finds the marks as they were then.
 */
class ProgressTest {
    private static final int BATCHES = 150;

    private enum Kind {
        GOOD, THROWS, ENDS_PROCESS, MISSING_CLASS, OUT_OF_MEMORY, HANGS
    }

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyBatchIsSettled() throws Exception {
        int deliveries = 0;
        try (ExecutorService threads = Executors.newCachedThreadPool(ProgressTest::daemon)) {
            for (int seed = 0; seed < BATCHES; seed++) {
                Run run = new Run(new SplittableRandom(seed), threads, Files.createDirectory(
                        directory.resolve("run" + seed)));
                deliveries += run.check("seed " + seed);
            }
            threads.shutdownNow();
        }
        assertThat(deliveries).isGreaterThan(2 * BATCHES);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    private static final class Run {
        private final ExecutorService threads;
        private final Path directory;
        private final List<Kind> kinds = new ArrayList<>();
        private final int concurrency;
        private final Set<Integer> processed = new ConcurrentSkipListSet<>();
        private final List<Integer> parked = new ArrayList<>();

        Run(SplittableRandom random, ExecutorService threads, Path directory) {
            this.threads = threads;
            this.directory = directory;
            kinds.add(Kind.GOOD);
            for (int i = random.nextInt(9); i > 0; i--) {
                kinds.add(random.nextInt(kinds.size()), random.nextInt(5) < 3
                        ? Kind.GOOD
                        : Kind.values()[random.nextInt(random.nextInt(6) == 0 ? 6 : 5)]);
            }
            concurrency = random.nextBoolean() ? 1 : 4;
        }

        /** Returns the number of deliveries. */
        int check(String name) throws Exception {
            int ending = (int) kinds.stream().filter(kind -> kind.ordinal() >= Kind.ENDS_PROCESS.ordinal()).count();
            int limit = 5 + 3 * ending;
            int deliveries = 1;
            Process process = new Process(0);
            while (!process.settles(deliveries > 1)) {
                assertThat(deliveries).as("%s %s concurrency %s", name, kinds, concurrency).isLessThan(limit);
                if (process.hasEnded()) {
                    process = new Process(deliveries);
                }
                deliveries++;
            }
            assertThat(processed).as(name).containsExactlyElementsOf(numbers(true));
            assertThat(parked).as("%s %s", name, kinds).containsExactlyElementsOf(numbers(false));
            return deliveries;
        }

        private Set<Integer> numbers(boolean good) {
            Set<Integer> numbers = new TreeSet<>();
            IntStream.range(0, kinds.size()).filter(i -> (kinds.get(i) == Kind.GOOD) == good).forEach(numbers::add);
            return numbers;
        }

        /** A process of the function, with the marks that the previous one has left in its directory. */
        private final class Process {
            private final Path marks;
            private final Path next;
            private volatile boolean crashed;
            private volatile boolean endsAfterItsAnswer;
            private final TestListener listener;

            Process(int number) throws IOException {
                marks = directory.resolve("process" + number);
                Files.createDirectories(marks);
                next = directory.resolve("next");
                ExecutionEnvironment environment = start();
                listener = TestListener.with("LISTENER_ATTEMPTS=1", "LISTENER_CONCURRENCY=" + concurrency)
                        .environment(environment).handler((message, context) -> handle(message));
            }

            private ExecutionEnvironment start() {
                if (Files.exists(next.resolve("marks"))) {
                    Environments.copyMarks(next, marks);
                }
                return Environments.startedIn(marks, () -> endsAfterItsAnswer = true);
            }

            private void handle(Message message) throws InterruptedException {
                int number = Integer.parseInt(message.properties().messageId().orElseThrow());
                switch (kinds.get(number)) {
                    case GOOD -> processed.add(number);
                    case THROWS -> throw new IllegalStateException();
                    case MISSING_CLASS -> throw new NoClassDefFoundError("com/example/Lib");
                    case OUT_OF_MEMORY -> throw new OutOfMemoryError("made up");
                    case HANGS -> Thread.sleep(60_000);
                    case ENDS_PROCESS -> {
                        crash();
                        new CountDownLatch(1).await();
                    }
                }
            }

            private synchronized void crash() {
                if (!crashed) {
                    keepMarks();
                    crashed = true;
                }
            }

            private void keepMarks() {
                try {
                    Files.createDirectories(next);
                    if (Files.exists(marks.resolve("marks"))) {
                        Environments.copyMarks(marks, next);
                    } else {
                        Files.deleteIfExists(next.resolve("marks"));
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }

            boolean hasEnded() {
                return crashed || endsAfterItsAnswer;
            }

            /** False when the batch comes back. */
            boolean settles(boolean redelivered) throws Exception {
                Future<Boolean> answer = threads.submit(() -> handle(redelivered));
                while (!answer.isDone() && !crashed) {
                    Thread.sleep(1);
                }
                if (!crashed && endsAfterItsAnswer) {
                    keepMarks();
                }
                return answer.isDone() && answer.get();
            }

            /** What a process does after its crash does not count. */
            private boolean handle(boolean redelivered) {
                try {
                    listener.handle(batch(redelivered),
                            new TestContext(Duration.ofMillis(kinds.contains(Kind.HANGS) ? 1_500 : 20_000)));
                } catch (BatchFailedException e) {
                    return false;
                }
                if (crashed) {
                    return false;
                }
                listener.parked.forEach(failure -> parked.add(Integer.parseInt(
                        ((Message) failure.delivery()).properties().messageId().orElseThrow())));
                return true;
            }
        }

        private Batch batch(boolean redelivered) {
            return Batch.decode(Events.withRecords(IntStream.range(0, kinds.size())
                    .mapToObj(number -> Events.record("{\"messageId\":\"" + number + "\"}")
                            .replace("\"redelivered\":false", "\"redelivered\":" + redelivered))
                    .toArray(String[]::new)));
        }
    }
}
