package io.github.rabbitlambda.constructs.options;

import java.util.Optional;

/**
 * How long the broker keeps a message that came back: the first time, and at most. The pause grows only where the channel
 * was lost; after a refusal it is the first one each time.
 *
 * @see <a href="https://www.rabbitmq.com/docs/quorum-queues">RabbitMQ: delayed retry of quorum queues</a>
 */
public record RetryDelay(int seconds, int limitSeconds) {
    private static final String FIRST_VERSION = "4.3";
    public static final Range SECONDS = new Range(0, 3600,
            "it is in seconds, and whoever waits for an outage to end waits as long after it");
    public static final Range LIMIT = new Range(1, 86_400, "it is in seconds, a day at most");
    // as long as the listener's own hold, and so long that a delivery limit of 500 outlives a day of lost channels
    private static final int DEFAULT = 60;
    private static final int DEFAULT_LIMIT = 300;

    public RetryDelay {
        SECONDS.check("retryDelay", seconds);
        LIMIT.check("retryDelayLimit", limitSeconds);
        if (limitSeconds < seconds) {
            throw Refusal.of("retryDelayLimit", "at least retryDelay, which is " + seconds, limitSeconds,
                    "the delay begins with retryDelay and grows to the limit");
        }
    }

    /** The delay that is given, or the default, if the broker can delay. */
    public static Optional<RetryDelay> chosen(Optional<Integer> given, Optional<Integer> limit, BrokerOptions broker) {
        int seconds = given.orElse(broker.isAtLeast(FIRST_VERSION) ? DEFAULT : 0);
        if (seconds > 0 && !broker.isAtLeast(FIRST_VERSION)) {
            throw Refusal.of("retryDelay", "0", seconds, "RabbitMQ " + broker.engineVersion()
                    + " can't delay what came back; engineVersion " + FIRST_VERSION + " can");
        }
        return seconds == 0
                ? off(limit)
                : Optional.of(new RetryDelay(seconds, limit.orElse(Math.max(seconds, DEFAULT_LIMIT))));
    }

    private static Optional<RetryDelay> off(Optional<Integer> limit) {
        limit.ifPresent(given -> {
            throw Refusal.of("retryDelayLimit", "left out", given, "retryDelay is 0, so nothing is delayed");
        });
        return Optional.empty();
    }
}
