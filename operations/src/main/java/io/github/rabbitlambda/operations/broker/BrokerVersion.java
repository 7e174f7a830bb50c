package io.github.rabbitlambda.operations.broker;

import java.util.Arrays;
import java.util.stream.Stream;

/** The version of RabbitMQ that the broker runs, such as 4.3.6, and what it can do. */
record BrokerVersion(String text) {
    private static final int[] FOUR_THREE = {4, 3};

    /**
     * Whether a changed delivery limit of a policy reaches queues that exist.
     *
     * @see <a href="https://github.com/rabbitmq/rabbitmq-server/pull/16035">Allow delivery limit to be changed via policy</a>
     */
    boolean appliesLimitsByPolicy() {
        return Arrays.compare(numbers(), FOUR_THREE) >= 0;
    }

    /** Whether a queue can keep back what was returned to it. */
    boolean delaysRetries() {
        return Arrays.compare(numbers(), FOUR_THREE) >= 0;
    }

    private int[] numbers() {
        return Stream.of(text.split("[^0-9]+")).filter(digits -> !digits.isEmpty()).mapToInt(Integer::parseInt)
                .toArray();
    }
}
