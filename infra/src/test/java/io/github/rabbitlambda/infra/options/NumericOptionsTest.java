package io.github.rabbitlambda.infra.options;

import static io.github.rabbitlambda.infra.options.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.constructs.options.RetryDelay;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every numeric option with both sides of both limits. */
class NumericOptionsTest {

    static Stream<Numeric> numerics() {
        return Stream.of(
                new Numeric("batchSize", 1, 10_000, "these are the batch sizes of Amazon MQ mappings",
                        options -> options.mapping().batchSize()),
                new Numeric("batchWindow", 0, 300, "the window is in whole seconds, five minutes at most",
                        options -> options.mapping().batchWindow().orElseThrow()),
                new Numeric("timeout", 1, 840, "the time-out is in seconds and Lambda limits functions with an Amazon"
                        + " MQ mapping to 14 minutes", options -> options.listener().timeout()),
                new Numeric("memorySize", 128, 10_240, "these are the sizes in MB that Lambda offers",
                        options -> options.listener().memorySize()),
                new Numeric("listenerConcurrency", 1, 900, "it counts the messages of one batch in work at a time,"
                        + " each has a thread, and Lambda allows 1024 of them",
                        options -> options.listener().concurrency().orElseThrow()),
                new Numeric("shards", 1, 100, "each shard is a queue, a mapping and an invocation of its own",
                        options -> options.queues().shards()),
                new Numeric("deliveryLimit", 1, 1_000_000, "without a limit one poison message blocks the queue for"
                        + " ever", options -> options.queues().deliveryLimit()),
                new Numeric("retryDelay", 0, 3600,
                        "it is in seconds, and whoever waits for an outage to end waits as long"
                                + " after it",
                        options -> options.queues().retryDelay().map(RetryDelay::seconds).orElse(0)));
    }

    @ParameterizedTest
    @MethodSource("numerics")
    void takesNumbersUpToTheirLimits(Numeric numeric) {
        numeric.assertTaken(String.valueOf(numeric.minimum), numeric.minimum);
        numeric.assertTaken(String.valueOf(numeric.maximum), numeric.maximum);
    }

    @ParameterizedTest
    @MethodSource("numerics")
    void refusesNumbersBeyondTheirLimits(Numeric numeric) {
        numeric.assertOutOfRange(String.valueOf(numeric.minimum - 1));
        numeric.assertOutOfRange(String.valueOf(numeric.maximum + 1));
    }

    @ParameterizedTest
    @MethodSource("numerics")
    void refusesWhatIsNoWholeNumber(Numeric numeric) {
        numeric.assertOutOfRange("ten");
        numeric.assertOutOfRange("2.5");
        numeric.assertOutOfRange("99999999999");
    }

    // cdk.json may have numbers
    @ParameterizedTest
    @MethodSource("numerics")
    void takesNumbersOfJson(Numeric numeric) {
        numeric.assertTaken(numeric.maximum, numeric.maximum);
        numeric.assertOutOfRange(numeric.maximum + 1);
    }

    record Numeric(String option, int minimum, int maximum, String reason, ToIntFunction<Options> value) {

        private void assertTaken(Object given, int expected) {
            assertThat(value.applyAsInt(TestOptions.of(Map.of(option, given)))).isEqualTo(expected);
        }

        private void assertOutOfRange(Object given) {
            assertRefused(option, given, option + " must be between " + minimum + " and " + maximum + " (given " + given
                    + "): " + reason);
        }

        @Override
        public String toString() {
            return option;
        }
    }
}
