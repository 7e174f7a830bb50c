package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.function.testing.TestContext;

/**
 * The listener with an idempotency table: what is handled once, held, or comes back.
 */
class IdempotencyTest extends IdempotencyFixture {
    @Test
    void aRedeliveredMessageIsNotHandledTwice() {
        TestListener listener = listener(this::handle);

        listener.handle(batch("a", "b"), new TestContext());
        listener.handle(batch("b", "c", "a"), new TestContext());

        assertThat(handled).containsExactly("a", "b", "c");
        assertThat(listener.metrics().lines()).satisfiesExactly(first -> assertThat(first).contains("\"Duplicates\":0"),
                second -> assertThat(second).contains("\"Duplicates\":2", "\"Processed\":1", "\"Failed\":0"));
    }

    @Test
    void theSameMessageTwiceInOneBatchIsHandledOnce() {
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=8").pausing(Thread::sleep).ledger(ledger())
                .handler(this::handle);

        listener.handle(batch("a", "a", "a", "b"), new TestContext());

        assertThat(handled).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aHandlerThatLeavesItsThreadInterruptedDoesNotStopTheNextMessages() {
        TestListener listener = TestListener.with("LISTENER_ATTEMPTS=2").ledger(ledger())
                .handler((message, context) -> {
                    handle(message, context);
                    Thread.currentThread().interrupt();
                    if (id(message).equals("b")) {
                        throw new IllegalStateException();
                    }
                });

        listener.handle(batch("a", "b", "c"), new TestContext());
        listener.handle(batch("a", "c"), new TestContext());

        assertThat(handled).containsExactly("a", "b", "b", "c");
        assertThat(listener.parked).singleElement().matches(failure -> failure.attempts() == 2);
    }

    @Test
    void theBatchComesBackWhenTheTableFailsInAnUnexpectedWay() {
        TestContext context = new TestContext();
        TestListener listener = TestListener.with().ledger(new Ledger() {
            @Override
            public ClaimResult claim(Claim claim, Deadline deadline) {
                throw new NoClassDefFoundError("software/amazon/awssdk/Missing");
            }

            @Override
            public void done(Claim claim) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void release(Claim claim) {
                throw new UnsupportedOperationException();
            }
        }).handler(this::handle);

        assertThatThrownBy(() -> listener.handle(batch("a", "b"), context)).isInstanceOf(BatchFailedException.class)
                .hasMessageEndingWith("the idempotency table can't be reached");
        assertThat(handled).isEmpty();
        assertThat(context.log()).anyMatch(line -> line.contains("\"the idempotency table can't be reached\",\"reason\":"
                + "\"the jar lacks software.amazon.awssdk.Missing: put all dependencies into one jar"));
    }

    @Test
    void aMessageThatWasParkedIsHandledWhenItIsPutBack() {
        AtomicBoolean broken = new AtomicBoolean(true);
        TestListener listener = listener((message, context) -> {
            if (broken.get()) {
                throw new IllegalStateException();
            }
            handle(message, context);
        });

        listener.handle(batch("a"), new TestContext());
        assertThat(listener.parked).hasSize(1);
        broken.set(false);
        listener.handle(batch("a"), new TestContext());

        assertThat(handled).containsExactly("a");
    }

    @Test
    void afterAnOutageTheMessageIsHandled() {
        AtomicBoolean down = new AtomicBoolean(true);
        TestListener listener = listener((message, context) -> {
            if (id(message).equals("b") && down.get()) {
                throw new OutageException("down");
            }
            handle(message, context);
        });

        assertThatThrownBy(() -> listener.handle(batch("a", "b", "c"), new TestContext()))
                .isInstanceOf(BatchFailedException.class);
        down.set(false);
        listener.handle(batch("a", "b", "c"), new TestContext());

        assertThat(handled).containsExactly("a", "b", "c");
    }

    @Test
    void twoSimultaneousInvocationsHandleAMessageOnce() throws Exception {
        CountDownLatch handlerStarted = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        TestListener slow = listener((message, context) -> {
            handlerStarted.countDown();
            mayReturn.await(30, TimeUnit.SECONDS);
            handle(message, context);
        });
        TestListener other = TestListener.with().ledger(ledger()).pausing(duration -> {
            mayReturn.countDown();
            Thread.sleep(duration);
        }).handler(this::handle);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> slow.handle(batch("a"), new TestContext()));
            handlerStarted.await();
            other.handle(batch("a"), new TestContext());
            first.get(30, TimeUnit.SECONDS);
        }

        assertThat(handled).containsExactly("a");
        assertThat(other.metrics()).contains("\"Duplicates\":1", "\"Processed\":0");
    }

    @Test
    void aMessageThatAnotherInvocationHoldsComesBack() {
        ledger().claim(new Ledger.Claim("|q::/|a", "somebody"), new Deadline(new TestContext(), Duration.ZERO));
        TestListener listener = listener(this::handle);

        assertThatThrownBy(() -> listener.handle(batch("a", "b"), new TestContext()))
                .isInstanceOf(BatchFailedException.class)
                .hasMessage(
                        "the whole batch comes back (2 records, 1 processed): another invocation is processing a message");
        assertThat(handled).containsExactly("b");
        assertThat(listener.parked).isEmpty();
    }

    @Test
    void theBatchComesBackWhenTheTableCanNotBeReached() {
        TestContext context = new TestContext();
        TestListener listener = TestListener.with().ledger(ledger("no-such-table")).handler(this::handle);

        assertThatThrownBy(() -> listener.handle(batch("a", "b"), context)).isInstanceOf(BatchFailedException.class)
                .hasMessage(
                        "the whole batch comes back (2 records, 0 processed): the idempotency table can't be reached");
        assertThat(handled).isEmpty();
        assertThat(listener.parked).isEmpty();
        assertThat(listener.pauses).hasSize(1);
        assertThat(context.log()).anyMatch(line -> line.contains("DynamoDB fails for the table no-such-table"));
    }

    @Test
    void aMessageCountsAsProcessedWhenOnlyRecordingItFails() {
        Ledger failsAfterClaim = new Ledger() {
            @Override
            public ClaimResult claim(Claim claim, Deadline deadline) {
                return ClaimResult.GRANTED;
            }

            @Override
            public void done(Claim claim) {
                throw new LedgerException("gone", new IllegalStateException());
            }

            @Override
            public void release(Claim claim) {
                throw new LedgerException("gone", new IllegalStateException());
            }
        };
        TestListener listener = TestListener.with().ledger(failsAfterClaim).handler(this::handle);

        listener.handle(batch("a"), new TestContext());

        assertThat(listener.metrics()).contains("\"Processed\":1", "\"Failed\":0");
    }
}
