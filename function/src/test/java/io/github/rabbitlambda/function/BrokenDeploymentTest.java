package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.function.environment.Environments;

/**
 * An error that a broken function would give every message is its message's own as soon as the function is known to
 * work. Until then nothing is parked.
 */
class BrokenDeploymentTest extends BatchFixture {
    static Stream<Error> errorsOfABrokenFunction() {
        return Stream.of(new NoClassDefFoundError("a library"), new ExceptionInInitializerError("a setting"),
                new UnsatisfiedLinkError("a native library"), new InternalError());
    }

    @ParameterizedTest
    @MethodSource("errorsOfABrokenFunction")
    void whileEveryMessageGetsOneNothingIsParkedAndTheBatchIsHeld(Error error) {
        TestListener listener = throwing(ids(5), error, "LISTENER_OUTAGE_HOLD=7");

        assertThatThrownBy(() -> invoke(listener, messages(5))).isInstanceOf(BatchFailedException.class)
                .hasMessage("the whole batch comes back (5 records, 0 processed): "
                        + "the function is broken: its code can't be loaded");
        assertThat(handled).hasSize(5);
        assertThat(listener.parked).isEmpty();
        assertThat(listener.pauses).containsExactly(Duration.ofSeconds(7));
        assertThat(context.log().stream().filter(line -> line.contains("the function is broken\"")))
                .singleElement().satisfies(line -> assertThat(line).contains(error.getClass().getName()));
    }

    @ParameterizedTest
    @MethodSource("errorsOfABrokenFunction")
    void ifAnotherMessageOfTheBatchIsProcessedTheMessageIsParked(Error error) throws IOException {
        TestListener listener = throwing(List.of("m0", "m2"), error);

        invoke(listener, messages(4));

        assertThat(handled).containsExactly("m0", "m1", "m2", "m3");
        assertThat(listener.parked).hasSize(2)
                .allMatch(failure -> failure.attempts() == 1 && failure.errorType().equals(error.getClass().getName()));
    }

    @Test
    void ifAnotherMessageFailsInItsOwnWayBothAreParked() throws IOException {
        TestListener listener = TestListener.with().handler((message, context) -> {
            if (id(message).equals("m0")) {
                throw new NoClassDefFoundError("a library");
            }
            throw new IllegalStateException();
        });

        invoke(listener, messages(2));

        assertThat(listener.parked).hasSize(2);
    }

    @Test
    void ifAMessageOfAnEarlierBatchWasProcessedTheMessageIsParked() throws IOException {
        TestListener listener = throwing(List.of("m1"), new NoClassDefFoundError("a library"));

        invoke(listener, message(0));
        invoke(listener, message(1));

        assertThat(listener.parked).hasSize(1);
    }

    @Test
    void ifAnEarlierProcessOfTheEnvironmentProcessedAMessageTheMessageIsParked(@TempDir Path directory)
            throws IOException {
        invoke(TestListener.with().environment(Environments.startedIn(directory)).handler(this::record), message(0));
        TestListener next = TestListener.with().environment(Environments.startedIn(directory))
                .handler((message, context) -> {
                    throw new NoClassDefFoundError("a library");
                });

        invoke(next, message(1));

        assertThat(next.parked).hasSize(1);
    }

    @Test
    void aRecordThatCantBeDecodedDoesNotShowThatTheFunctionWorks() {
        TestListener listener = throwing(List.of("m0"), new NoClassDefFoundError("a library"));

        assertThatThrownBy(() -> invoke(listener, message(0), "{\"data\":\"*\"}"))
                .isInstanceOf(BatchFailedException.class).hasMessageContaining("the function is broken");
        assertThat(listener.parked).isEmpty();
    }

    static Stream<Error> errorsOfAMessage() {
        return Stream.of(new StackOverflowError(), new AssertionError("an invariant"), new Error());
    }

    @ParameterizedTest
    @MethodSource("errorsOfAMessage")
    void otherErrorsAreFailuresOfTheirMessages(Error error) throws IOException {
        TestListener listener = throwing(ids(2), error, "LISTENER_ATTEMPTS=2");

        invoke(listener, messages(2));

        assertThat(listener.parked).hasSize(2).allMatch(failure -> failure.attempts() == 2);
    }

    @Test
    void aMissingClassInTheOrderingKeyParksNothing() {
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=2").handler(this::record)
                .orderedBy(message -> {
                    throw new NoClassDefFoundError("a library");
                });

        assertThatThrownBy(() -> invoke(listener, messages(2))).isInstanceOf(BatchFailedException.class)
                .hasMessageContaining("the function is broken");
        assertThat(handled).isEmpty();
        assertThat(listener.parked).isEmpty();
    }

    @Test
    void aMissingClassInTheOrderingKeyOfOneMessageParksThatMessage() throws IOException {
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=2").handler(this::record)
                .orderedBy(message -> {
                    if (id(message).equals("m0")) {
                        throw new NoClassDefFoundError("a library");
                    }
                    return message.properties().messageId();
                });

        invoke(listener, messages(2));

        assertThat(handled).containsExactly("m1");
        assertThat(listener.parked).hasSize(1);
    }

    private TestListener throwing(List<String> ids, Error error, String... settings) {
        return TestListener.with(settings).handler((message, context) -> {
            record(message, context);
            if (ids.contains(id(message))) {
                throw error;
            }
        });
    }
}
