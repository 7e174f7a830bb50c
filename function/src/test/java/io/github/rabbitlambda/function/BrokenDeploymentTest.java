package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * Which errors show that the function is broken: then no message is parked.
 */
class BrokenDeploymentTest {
    private static final String MESSAGE = Events.record("{}");

    private final AtomicInteger handled = new AtomicInteger();
    private final TestContext context = new TestContext();

    static Stream<Error> errorsOfTheFunctionItself() {
        return Stream.of(new NoClassDefFoundError("a library"), new ExceptionInInitializerError("a setting"),
                new UnsatisfiedLinkError("a native library"), new InternalError(), new OutOfMemoryError("made up"));
    }

    @ParameterizedTest
    @MethodSource("errorsOfTheFunctionItself")
    void aBrokenDeploymentParksNothingAndIsHeld(Error error) {
        TestListener listener = TestListener.with("LISTENER_OUTAGE_HOLD=7").handler((message, context) -> {
            handled.incrementAndGet();
            throw error;
        });

        assertThatThrownBy(() -> invoke(listener, MESSAGE, MESSAGE, MESSAGE, MESSAGE, MESSAGE))
                .isInstanceOf(BatchFailedException.class)
                .hasMessage("the whole batch comes back (5 records, 0 processed): "
                        + "the function is broken: its code can't be loaded or memory ran out");
        assertThat(handled).hasValue(1);
        assertThat(listener.parked).isEmpty();
        assertThat(listener.pauses).containsExactly(Duration.ofSeconds(7));
        assertThat(context.log())
                .anySatisfy(line -> assertThat(line).contains("the function is broken", error.getClass().getName()));
    }

    static Stream<Error> errorsOfAMessage() {
        return Stream.of(new StackOverflowError(), new AssertionError("an invariant"), new Error());
    }

    @ParameterizedTest
    @MethodSource("errorsOfAMessage")
    void otherErrorsAreFailuresOfTheirMessages(Error error) throws IOException {
        TestListener listener = TestListener.with("LISTENER_ATTEMPTS=2").handler((message, context) -> {
            throw error;
        });

        invoke(listener, MESSAGE, MESSAGE);

        assertThat(listener.parked).hasSize(2).allMatch(failure -> failure.attempts() == 2);
    }

    @Test
    void aRedeliveredMessageThatRunsOutOfMemoryIsParkedWithoutARetry() throws IOException {
        TestListener listener = TestListener.with().handler((message, context) -> {
            throw new OutOfMemoryError("made up");
        });

        invoke(listener, MESSAGE.replace("false", "true"));

        assertThat(listener.parked).singleElement().matches(failure -> failure.attempts() == 1);
    }

    @Test
    void aMissingClassInTheOrderingKeyParksNothing() {
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=2")
                .handler((message, context) -> handled.incrementAndGet())
                .orderedBy(message -> {
                    throw new NoClassDefFoundError("a library");
                });

        assertThatThrownBy(() -> invoke(listener, MESSAGE, MESSAGE)).isInstanceOf(BatchFailedException.class)
                .hasMessageContaining("the function is broken");
        assertThat(handled).hasValue(0);
        assertThat(listener.parked).isEmpty();
    }

    private void invoke(TestListener listener, String... records) throws IOException {
        listener.handleRequest(new ByteArrayInputStream(Events.withRecords(records)), OutputStream.nullOutputStream(),
                context);
    }
}
