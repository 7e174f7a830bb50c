package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Fixtures;

/**
 * Whatever a handler throws, wrapped or not, ends in the outcome that docs/listener.md says.
 */
class HandlerFailuresTest extends BatchFixture {
    @Test
    void anExceptionWhoseMessageThrowsIsParkedAndItsNeighboursAreHandled() {
        TestListener listener = throwing("badmsg", NastyThrowables.ofKind(0));

        listener.handle(Batch.decode(Fixtures.event("26-exception-without-a-message")), context);

        assertThat(handled).containsExactly("before", "after");
        assertThat(listener.parked).singleElement().satisfies(failure -> assertThat(failure.message())
                .isEqualTo("(getMessage() threw java.lang.IllegalStateException)"));
    }

    @Test
    void anExceptionThatInterruptsItsThreadCostsNeitherItsRetriesNorItsNeighbour() {
        List<String> slept = new ArrayList<>();
        TestListener listener = TestListener.with("LISTENER_ATTEMPTS=2").handler((message, context) -> {
            if (id(message).equals("m0")) {
                handled.add("m0");
                NastyThrowables.sneakyThrow(NastyThrowables.ofKind(2));
            }
            Thread.sleep(1);
            slept.add(id(message));
        });

        listener.handle(Batch.decode(Events.withRecords(messages(2))), context);

        assertThat(handled).containsExactly("m0", "m0");
        assertThat(slept).containsExactly("m1");
        assertThat(listener.parked).hasSize(1);
    }

    @Test
    void aBatchThatComesBackForAMissingClassSaysWhichOneAndWhatToDo() {
        assertHolds(new RuntimeException(new NoClassDefFoundError("com/example/Lib")),
                "the function is broken: its code can't be loaded; the jar lacks com.example.Lib: put "
                        + "all dependencies into one jar, e.g. with maven-shade-plugin");
    }

    @Test
    void theErrorOfAWrappedFailureNamesItsCause() {
        TestListener listener = throwing("ite", new InvocationTargetException(new IllegalStateException("no stock")));

        listener.handle(Batch.decode(Fixtures.event("27-wrapped-failure")), context);

        assertThat(handled).containsExactly("before", "after");
        assertThat(listener.parked).singleElement().satisfies(failure -> {
            assertThat(failure.errorType()).isEqualTo("java.lang.reflect.InvocationTargetException");
            assertThat(failure.message()).isEqualTo("caused by java.lang.IllegalStateException: no stock");
        });
    }

    @Test
    void anOutageInAJoinedFutureParksNothing() {
        TestListener listener = TestListener.with().handler((message, context) -> CompletableFuture.runAsync(() -> {
            throw new OutageException("no database");
        }).join());

        assertThatThrownBy(() -> listener.handle(Batch.decode(Fixtures.event("28-wrapped-outage")), context))
                .isInstanceOf(BatchFailedException.class)
                .hasMessage("the whole batch comes back (3 records, 0 processed): the handler reported an outage");
        assertThat(listener.parked).isEmpty();
        assertThat(listener.pauses).hasSize(1);
        assertThat(context.log().getFirst()).contains("the handler reports an outage",
                "; caused by " + OutageException.class.getName() + " at ");
    }

    @Test
    void aMissingClassIsNamedInTheLogWithWhatToDo() {
        TestListener listener = TestListener.with().handler((message, context) -> {
            throw new InvocationTargetException(new NoClassDefFoundError("com/example/Missing"));
        });

        assertThatThrownBy(() -> listener.handle(Batch.decode(Fixtures.event("29-wrapped-missing-class")), context))
                .isInstanceOf(BatchFailedException.class).hasMessageContaining("the function is broken");
        assertThat(listener.parked).isEmpty();
        assertThat(context.log().stream().filter(line -> line.contains("the function is broken"))).hasSize(2);
        assertThat(context.log().getFirst()).startsWith("{\"event\":\"the function is broken\"").endsWith(
                "\"advice\":\"the jar lacks com.example.Missing: put all dependencies into one jar, e.g. with"
                        + " maven-shade-plugin\"}\n");
    }

    static Stream<Throwable> wrappers(Throwable cause) {
        return Stream.of(cause, new CompletionException(cause), new ExecutionException(cause),
                new InvocationTargetException(cause), new UndeclaredThrowableException(cause),
                new RuntimeException("wrapped", cause), new Error(cause),
                new CompletionException(new RuntimeException(new InvocationTargetException(cause))));
    }

    static Stream<Throwable> wrappedOutages() {
        return wrappers(new OutageException("down", new IllegalStateException()));
    }

    @ParameterizedTest
    @MethodSource("wrappedOutages")
    void anOutageAnywhereInTheChainParksNothing(Throwable thrown) {
        assertHolds(thrown, "the handler reported an outage");
    }

    static Stream<Throwable> wrappedErrorsOfTheFunction() {
        return Stream.of(new NoClassDefFoundError("x"), new UnsatisfiedLinkError("x"), new InternalError("x"),
                new ExceptionInInitializerError(new StackOverflowError()))
                .flatMap(HandlerFailuresTest::wrappers);
    }

    @ParameterizedTest
    @MethodSource("wrappedErrorsOfTheFunction")
    void anErrorOfTheFunctionAnywhereInTheChainParksNothing(Throwable thrown) {
        assertHolds(thrown, "the function is broken: its code can't be loaded");
    }

    private void assertHolds(Throwable thrown, String reason) {
        TestListener listener = throwing("m1", thrown);

        assertThatThrownBy(() -> invoke(listener, message(1))).isInstanceOf(BatchFailedException.class)
                .hasMessage("the whole batch comes back (1 records, 0 processed): " + reason);
        assertThat(listener.parked).isEmpty();
    }

    static Stream<Throwable> wrappedFailuresOfTheMessage() {
        return Stream.of(new StackOverflowError(), new IllegalStateException(), new InterruptedException())
                .flatMap(HandlerFailuresTest::wrappers);
    }

    @ParameterizedTest
    @MethodSource("wrappedFailuresOfTheMessage")
    void anythingElseIsTheMessagesOwnFailure(Throwable thrown) throws Exception {
        TestListener listener = throwing("m1", thrown);

        invoke(listener, messages(3));

        assertThat(handled).containsExactly("m0", "m2");
        assertThat(listener.parked).singleElement().matches(failure -> failure.attempts() == 3);
    }

    static Stream<Throwable> wrappedExhaustion() {
        return wrappers(new OutOfMemoryError("x"));
    }

    @ParameterizedTest
    @MethodSource("wrappedExhaustion")
    void anOutOfMemoryErrorAnywhereInTheChainParksNothing(Throwable thrown) {
        assertHolds(thrown, "memory or threads ran out");
    }

    static Stream<Throwable> nastyErrors() {
        return IntStream.range(0, NastyThrowables.kinds()).mapToObj(NastyThrowables::ofKind);
    }

    @ParameterizedTest
    @MethodSource("nastyErrors")
    void noErrorOfAHandlerKeepsItsNeighboursFromTheirHandler(Throwable nasty) throws Exception {
        Thread.interrupted(); // JUnit has read the exception in this thread, for the name of the test
        for (String concurrency : List.of("1", "8")) {
            handled.clear();
            TestListener listener = TestListener.with("LISTENER_CONCURRENCY=" + concurrency)
                    .handler(handler("m1", nasty));

            invoke(listener, messages(3));

            assertThat(handled).containsExactlyInAnyOrder("m0", "m2");
            assertThat(listener.parked).singleElement().matches(failure -> failure.attempts() == 3);
            assertThat(listener.metrics()).contains("\"Processed\":2", "\"Parked\":1");
        }
    }

    /** A message of an exception is read in the handler's thread, which is interrupted and replaced. */
    @Test
    void anExceptionWhoseMessageNeverEndsIsParkedAndItsNeighboursAreHandled() throws Exception {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").handler(handler("m1", new Exception() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized String getMessage() {
                while (true) {
                    hang();
                }
            }
        }));

        invoke(listener, messages(3));

        assertThat(handled).containsExactly("m0", "m2");
        assertThat(listener.parked).singleElement().satisfies(
                failure -> assertThat(failure.message()).startsWith("the handler ran for more than 1000 ms"));
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anOrderingKeyThatIsNullParksItsMessage() throws Exception {
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=2").handler(this::record)
                .orderedBy(message -> nullOptional());

        invoke(listener, messages(1));

        assertThat(listener.parked).singleElement().satisfies(failure -> assertThat(failure.message()).isEqualTo(
                "orderingKey returned null; expected an Optional, which is empty for a message without a key"));
    }

    @SuppressWarnings({"NullAway", "OptionalAssignedToNull"})
    private static Optional<String> nullOptional() {
        return null;
    }

    @Test
    void aCheckedExceptionInTheOrderingKeyParksItsMessage() throws Exception {
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=2").handler(this::record)
                .orderedBy(message -> {
                    if (id(message).equals("m1")) {
                        NastyThrowables.<RuntimeException>sneakyThrow(new Exception("no key"));
                    }
                    return message.properties().messageId();
                });

        invoke(listener, messages(3));

        assertThat(handled).containsExactlyInAnyOrder("m0", "m2");
        assertThat(listener.parked).singleElement()
                .satisfies(failure -> assertThat(failure.message()).isEqualTo("no key"));
    }

    @Test
    void theBatchIsHeldWhenMemoryRunsOutWhileParking() {
        TestListener listener = TestListener.with("LISTENER_ATTEMPTS=1").parking((failures, invocation) -> {
            throw new OutOfMemoryError("Java heap space");
        }).handler(handler("m0", new IllegalStateException()));

        assertThatThrownBy(() -> invoke(listener, messages(1))).isInstanceOf(BatchFailedException.class)
                .hasMessageEndingWith("1 of 1 failed records can't be parked: Java heap space");
        assertThat(listener.pauses).hasSize(1);
    }

    @Test
    void aRecordWithAnUnreadablePropertyIsHandled() throws Exception {
        TestListener listener = TestListener.with().handler(this::record);

        invoke(listener, Events.record("{\"messageId\":\"m0\",\"timestamp\":\"Jan 32, 1, 12:00:00 AM\"}"));

        assertThat(handled).containsExactly("m0");
        assertThat(listener.metrics()).contains("\"UnreadableProperties\":1", "\"Undecodable\":0", "\"Parked\":0");
    }

    private TestListener throwing(String id, Throwable thrown) {
        return TestListener.with().handler(handler(id, thrown));
    }

    private MessageHandler handler(String id, Throwable thrown) {
        return (message, context) -> {
            if (id(message).equals(id)) {
                NastyThrowables.<RuntimeException>sneakyThrow(thrown);
            }
            record(message, context);
        };
    }
}
