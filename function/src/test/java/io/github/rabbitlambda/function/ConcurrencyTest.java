package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * Which messages of a batch run at the same time, and which wait for each other.
 */
class ConcurrencyTest {
    private static final int MESSAGES = 200;

    private final TestContext context = new TestContext();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void runsAsManyMessagesAtATimeAsTheConcurrency(int concurrency) {
        CyclicBarrier together = new CyclicBarrier(concurrency);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=" + concurrency)
                .handler((message, context) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    together.await(30, TimeUnit.SECONDS);
                    running.decrementAndGet();
                });

        listener.handle(batch(concurrency * 10, 1), context);

        assertThat(most).hasValue(concurrency);
        assertThat(listener.parked).isEmpty();
    }

    @Test
    void keepsTheOrderOfEachKeyWhileKeysRunAtTheSameTime() {
        int keys = 10;
        Map<String, List<Integer>> byKey = new LinkedHashMap<>();
        CountDownLatch secondKey = new CountDownLatch(1);
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=8").handler((message, context) -> {
            String key = key(message).orElseThrow();
            if (key.equals("1")) {
                secondKey.countDown();
            }
            secondKey.await();
            synchronized (byKey) {
                byKey.computeIfAbsent(key, newKey -> new ArrayList<>()).add(number(message));
            }
        }).orderedBy(ConcurrencyTest::key);

        listener.handle(batch(MESSAGES, keys), context);

        assertThat(byKey).hasSize(keys);
        byKey.forEach((key, numbers) -> assertThat(numbers).as(key).isSorted().hasSize(MESSAGES / keys));
    }

    @Test
    void theNextMessageOfAKeyWaitsForTheRetriesOfAFailingOne() {
        List<Integer> handled = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=8").handler((message, context) -> {
            handled.add(number(message));
            if (number(message) == 0) {
                throw new IllegalStateException();
            }
        }).orderedBy(ConcurrencyTest::key);

        listener.handle(batch(20, 2), context);

        assertThat(handled.stream().filter(number -> number % 2 == 0)).startsWith(0, 0, 0, 2, 4).isSorted();
        assertThat(listener.parked).singleElement()
                .satisfies(failure -> assertThat(number((Message) failure.delivery())).isZero());
    }

    @Test
    void keysOfDifferentQueuesAreDifferent() {
        CyclicBarrier together = new CyclicBarrier(2);
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=2")
                .handler((message, context) -> together.await(30, TimeUnit.SECONDS))
                .orderedBy(message -> Optional.of("same"));

        listener.handle(Batch.decode(Events.utf8("{\"rmqMessagesByQueue\":{\"a::/\":[{\"data\":\"\"}],"
                + "\"b::/\":[{\"data\":\"\"}]}}")), context);

        assertThat(listener.parked).isEmpty();
    }

    @Test
    void aMessageWhoseKeyThrowsIsParkedAndTheOthersAreHandled() {
        List<Integer> handled = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=4")
                .handler((message, context) -> handled.add(number(message))).orderedBy(message -> {
                    if (number(message) == 3) {
                        throw new IllegalArgumentException("no key");
                    }
                    return key(message);
                });

        listener.handle(batch(10, 3), context);

        assertThat(handled).hasSize(9).doesNotContain(3);
        assertThat(listener.parked).singleElement().satisfies(failure -> {
            assertThat(failure.attempts()).isZero();
            assertThat(failure.message()).isEqualTo("no key");
        });
    }

    @Test
    void nineHundredMessagesWaitAtTheSameTime() {
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=900")
                .handler((message, context) -> Thread.sleep(Duration.ofMillis(100)));

        long start = System.nanoTime();
        listener.handle(batch(900, 1), context);

        // one after the other they would take 90 s
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void anOutageInOneLaneStopsTheOtherLanes() {
        AtomicInteger started = new AtomicInteger();
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=4").handler((message, context) -> {
            started.incrementAndGet();
            throw new OutageException("down");
        });

        assertThatThrownBy(() -> listener.handle(batch(100, 1), context)).isInstanceOf(BatchFailedException.class);
        assertThat(started.get()).isBetween(1, 4);
    }

    // Idle threads are of the whole process: one that another test has left may be the first that is free.
    @Test
    void aConcurrencyOfOneRunsABatchOnOneThreadThatItReuses() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with().handler((message, context) -> threads.add(Thread.currentThread()));

        listener.handle(batch(2, 1), context);
        while (threads.getLast().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        listener.handle(batch(2, 1), context);

        assertThat(threads).hasSize(4).noneMatch(Thread::isVirtual);
        assertThat(threads.get(1)).isSameAs(threads.getFirst());
        assertThat(threads.get(3)).isSameAs(threads.get(2)).isIn(before);
    }

    @Test
    void aHigherConcurrencyUsesNoVirtualThreads() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=2")
                .handler((message, context) -> threads.add(Thread.currentThread()));

        listener.handle(batch(4, 1), context);

        assertThat(threads).hasSize(4).noneMatch(Thread::isVirtual);
    }

    private static Batch batch(int messages, int keys) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            records.add(Events.record("{\"headers\":{\"key\":" + i % keys + ",\"number\":" + i + "}}"));
        }
        return Batch.decode(Events.withRecords(records.toArray(String[]::new)));
    }

    private static Optional<String> key(Message message) {
        return Optional.of("" + message.headers().wholeNumber("key").orElseThrow());
    }

    private static int number(Message message) {
        return (int) message.headers().wholeNumber("number").orElseThrow();
    }
}
