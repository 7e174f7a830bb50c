package io.github.rabbitlambda.function;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The listener's settings, from its environment. Immutable.
 */
final class Settings {
    static final String FAILURE_QUEUE_URL = "LISTENER_FAILURE_QUEUE_URL";
    static final String FAILURE_BUCKET = "LISTENER_FAILURE_BUCKET";
    static final String IDEMPOTENCY_TABLE = "LISTENER_IDEMPOTENCY_TABLE";
    /** What SQS took at most until it took 1 MiB, and what its relatives still take. */
    private static final int PARK_MAX_BYTES = 262_144;
    /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
    private static final int SQS_LIMIT = 1_048_576;
    /** 14 minutes, the longest time-out of a function with a mapping of Amazon MQ. */
    private static final int LONGEST_INVOCATION = 840;

    private final Map<String, String> environment;
    private final int concurrency;
    private final int attempts;
    private final Duration backoff;
    private final Duration reserve;
    private final Duration hold;
    private final Optional<Duration> messageLimit;
    private final int parkMaxBytes;
    private final Duration idempotencyExpiry;

    private Settings(Map<String, String> environment) {
        this.environment = environment;
        concurrency = number("LISTENER_CONCURRENCY", 1, new Range(1, 10_000));
        attempts = number("LISTENER_ATTEMPTS", 3, new Range(1, 100));
        backoff = Duration.ofMillis(number("LISTENER_BACKOFF_MILLIS", 200, new Range(0, 60_000)));
        reserve = Duration.ofMillis(number("LISTENER_RESERVE_MILLIS", 10_000, new Range(100, 600_000)));
        hold = Duration.ofSeconds(number("LISTENER_OUTAGE_HOLD", 60, new Range(0, LONGEST_INVOCATION)));
        messageLimit = text("LISTENER_MESSAGE_SECONDS").isPresent()
                ? Optional.of(Duration.ofSeconds(
                        number("LISTENER_MESSAGE_SECONDS", LONGEST_INVOCATION, new Range(1, LONGEST_INVOCATION))))
                : Optional.empty();
        parkMaxBytes = number("LISTENER_PARK_MAX_BYTES", PARK_MAX_BYTES, new Range(4_096, SQS_LIMIT));
        idempotencyExpiry = Duration.ofHours(number("LISTENER_IDEMPOTENCY_HOURS", 24, new Range(1, 8_760)));
        requireQueueUrl();
    }

    static Settings of(Map<String, String> environment) {
        return new Settings(Map.copyOf(environment));
    }

    private record Range(int least, int most) {}

    private int number(String name, int usual, Range range) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(given.get());
            if (number >= range.least && number <= range.most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new SettingException(name + " must be a whole number between " + range.least + " and " + range.most
                    + " (given " + given.get() + ")");
        }
        throw new SettingException(
                name + " must be between " + range.least + " and " + range.most + " (given " + given.get() + ")");
    }

    /** An empty value is none: templates set it so. */
    private Optional<String> text(String name) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private void requireQueueUrl() {
        Optional<String> url = text(FAILURE_QUEUE_URL);
        if (url.isEmpty() && text(FAILURE_BUCKET).isPresent()) {
            throw new SettingException(FAILURE_BUCKET + " needs " + FAILURE_QUEUE_URL + " (not given)");
        }
        if (url.isPresent() && (!url.get().matches("https?://[^/\\s]+/\\S+") || url.get().endsWith(".fifo"))) {
            throw new SettingException(FAILURE_QUEUE_URL
                    + " must be the URL of a standard SQS queue, like https://sqs.us-east-1.amazonaws.com/111122223333/failures"
                    + " (given " + url.get() + ")");
        }
    }

    /** How many messages of a batch may be in work at a time; 1 means strictly in the batch's order. */
    int concurrency() {
        return concurrency;
    }

    /** How often a message is tried within an invocation, the first time included. */
    int attempts() {
        return attempts;
    }

    /** The pause after a first failure; it doubles with each further one. */
    Duration backoff() {
        return backoff;
    }

    /** The time that is kept at the end of an invocation for parking and for telling how it went. */
    Duration reserve() {
        return reserve;
    }

    /** How long an invocation is held before it fails for a reason that the next one would meet again. */
    Duration hold() {
        return hold;
    }

    /** How long a message may take, all of its attempts together; empty for half of the invocation's time. */
    Optional<Duration> messageLimit() {
        return messageLimit;
    }

    /** What a parked message may have in SQS; a longer one goes to S3. */
    int parkMaxBytes() {
        return parkMaxBytes;
    }

    /** How long a message that was processed is remembered. */
    Duration idempotencyExpiry() {
        return idempotencyExpiry;
    }

    Optional<URI> failureQueue() {
        Optional<String> url = text(FAILURE_QUEUE_URL);
        return url.isPresent() ? Optional.of(URI.create(url.get())) : Optional.empty();
    }

    Optional<String> failureBucket() {
        return text(FAILURE_BUCKET);
    }

    Optional<String> idempotencyTable() {
        return text(IDEMPOTENCY_TABLE);
    }
}
