package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever user code throws is told in words, safely and shortly.
 */
class ThrownErrorTest {
    private static final String STATE = "java.lang.IllegalStateException";

    @Test
    void tellsTheMessageOfAnErrorWithoutACause() {
        ThrownError error = ThrownError.of(new IllegalStateException("no stock"));

        assertThat(error.type()).isEqualTo(STATE);
        assertThat(error.message()).isEqualTo("no stock");
        assertThat(error.place()).startsWith(getClass().getName() + ".tellsTheMessageOfAnErrorWithoutACause(");
        assertThat(error.advice()).isEmpty();
    }

    static Stream<List<Object>> errorsWithCauses() {
        IllegalStateException cause = new IllegalStateException("no stock");
        return Stream.of(List.of(new InvocationTargetException(cause), "caused by " + STATE + ": no stock"),
                List.of(new CompletionException(cause), "caused by " + STATE + ": no stock"),
                List.of(new ExecutionException("order 7", cause), "order 7; caused by " + STATE + ": no stock"),
                List.of(new RuntimeException(new IllegalStateException()), "caused by " + STATE),
                List.of(new RuntimeException("", cause), "caused by " + STATE + ": no stock"),
                List.of(new RuntimeException("a", new RuntimeException("b", cause)),
                        "a; caused by java.lang.RuntimeException: b; caused by " + STATE + ": no stock"),
                List.of(new IllegalStateException(), ""), List.of(new RuntimeException((String) null, null), ""));
    }

    @ParameterizedTest
    @MethodSource("errorsWithCauses")
    void tellsTheClassesAndMessagesOfTheCausesOnce(List<Object> errorAndMessage) {
        ThrownError error = ThrownError.of((Throwable) errorAndMessage.getFirst());

        assertThat(error.type()).isEqualTo(errorAndMessage.getFirst().getClass().getName());
        assertThat(error.message()).isEqualTo(errorAndMessage.get(1));
    }

    @Test
    void placesTheErrorAndItsLastCause() {
        ThrownError error = ThrownError
                .of(new ExecutionException(new RuntimeException(new IllegalStateException("x"))));

        assertThat(error.place()).matches(".*placesTheErrorAndItsLastCause.* < .* < .*; caused by"
                + " java\\.lang\\.RuntimeException; caused by java\\.lang\\.IllegalStateException at "
                + ".*placesTheErrorAndItsLastCause.* < .* < [^<]*").doesNotContain("x\"");
    }

    @Test
    void tellsTheFirstAndTheLastFourOfALongChain() {
        Throwable error = new IllegalStateException("0");
        for (int i = 1; i <= 20; i++) {
            error = new IllegalStateException("" + i, error);
        }

        assertThat(ThrownError.of(error).message()).isEqualTo("20" + Stream.of("3", "2", "1", "0")
                .map(words -> "; caused by " + STATE + ": " + words).reduce("", String::concat));
    }

    @Test
    void tellsEachErrorOfACycleOnce() {
        Exception first = new IllegalStateException("first");
        Exception second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(ThrownError.of(first).message()).isEqualTo("first; caused by " + STATE + ": second");
    }

    @Test
    void followsAHundredLinks() {
        for (int wrappers : new int[]{99, 100}) {
            Throwable chain = new OutageException("down");
            for (int i = 0; i < wrappers; i++) {
                chain = new IllegalStateException("link", chain);
            }
            assertThat(CauseChain.of(chain).links()).hasSize(100);
            assertThat(CauseChain.of(chain).hasOutage()).isEqualTo(wrappers == 99);
        }
    }

    @Test
    void storesAThousandCharactersOfOneMessageAndAShareOfSeveral() {
        assertThat(ThrownError.of(new Error("x".repeat(1_000))).message()).isEqualTo("x".repeat(1_000));
        assertThat(ThrownError.of(new Error("x".repeat(5_000_000))).message()).isEqualTo("x".repeat(1_000));
        assertThat(ThrownError.of(new RuntimeException("x".repeat(600), new IllegalStateException("y".repeat(600))))
                .message()).isEqualTo("x".repeat(500) + "; caused by " + STATE + ": " + "y".repeat(500));
    }

    @Test
    void cutsNoCharacterInHalfAndReplacesHalfCharacters() {
        assertThat(ThrownError.of(new Error("x".repeat(999) + "\ud83d\ude00")).message()).isEqualTo("x".repeat(999));
        assertThat(ThrownError.of(new Error("x".repeat(998) + "\ud83d\ude00")).message())
                .isEqualTo("x".repeat(998) + "\ud83d\ude00");
        assertThat(ThrownError.of(new Error("a\ud83db\ude00\ud83d")).message()).isEqualTo("a\ufffdb\ufffd\ufffd");
    }

    static Stream<Throwable> nastyErrors() {
        return IntStream.range(0, NastyThrowables.kinds()).mapToObj(NastyThrowables::ofKind);
    }

    @ParameterizedTest
    @MethodSource("nastyErrors")
    void tellsEveryNastyErrorInAFewWords(Throwable nasty) {
        for (Throwable thrown : List.of(nasty, new InvocationTargetException(nasty),
                new RuntimeException("x", nasty))) {
            ThrownError error = ThrownError.of(thrown);

            assertThat(error.type()).isNotEmpty().hasSizeLessThanOrEqualTo(200);
            assertThat(error.message()).hasSizeLessThanOrEqualTo(2_100);
            assertThat(error.place()).hasSizeLessThanOrEqualTo(3_000);
        }
    }

    @Test
    void saysThatAMessageCanNotBeRead() {
        assertThat(ThrownError.of(new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("secret");
            }
        }).message()).isEqualTo("(getMessage() threw java.lang.IllegalStateException)");
    }

    @Test
    void saysThatTheListenerInterruptedTheHandler() {
        assertThat(
                ThrownError.of(new InterruptedException("sleep interrupted")).afterInterrupt(Duration.ofMillis(1_234))
                        .message())
                .isEqualTo("the handler was interrupted, because it took too long (1234 ms), and threw this: "
                        + "sleep interrupted");
    }

    static Stream<List<Object>> errorsWithAdvice() {
        String lacks = "the jar lacks com.example.X: put all dependencies into one jar, e.g. with maven-shade-plugin";
        return Stream.of(List.of(new NoClassDefFoundError("com/example/X"), lacks),
                List.of(new InvocationTargetException(new NoClassDefFoundError("com/example/X")), lacks),
                List.of(new NoClassDefFoundError("Lcom/example/X;"), lacks),
                List.of(new ExceptionInInitializerError(
                        new RuntimeException(new ClassNotFoundException("com.example.X"))),
                        lacks),
                List.of(new NoClassDefFoundError("Could not initialize class com.example.X$Y_1"),
                        "the static initialiser of com.example.X$Y_1 failed: see the first of these lines in the log"),
                List.of(new NoSuchMethodError("'void com.example.X.y()'"),
                        "the jar has another version of a library than the code was compiled with"),
                List.of(new UnsupportedClassVersionError("com/example/X has been compiled by a more recent version"),
                        "a class is compiled for a newer Java than this one, " + Runtime.version().feature()));
    }

    @ParameterizedTest
    @MethodSource("errorsWithAdvice")
    void advisesWhatToDoAboutAClassThatCanNotBeLoaded(List<Object> errorAndAdvice) {
        assertThat(ThrownError.of((Throwable) errorAndAdvice.getFirst()).advice())
                .contains((String) errorAndAdvice.get(1));
    }

    static Stream<Throwable> errorsWithoutAdvice() {
        return Stream.of(new NoClassDefFoundError("a library"), new NoClassDefFoundError(),
                new NoClassDefFoundError("password"), new NoClassDefFoundError("com/example/X for order 7"),
                new NoClassDefFoundError("com/example/" + "x".repeat(500)), new UnsatisfiedLinkError("no z in path"),
                new IllegalStateException("com/example/X"), new OutOfMemoryError());
    }

    @ParameterizedTest
    @MethodSource("errorsWithoutAdvice")
    void takesNothingElseForTheNameOfAClass(Throwable error) {
        assertThat(ThrownError.of(error).advice()).isEmpty();
    }
}
