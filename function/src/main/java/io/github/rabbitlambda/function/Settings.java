package io.github.rabbitlambda.function;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * The listener's settings, read from environment variables. Immutable.
 *
 * <p>Public for the constructs, which find wrong ones before a deployment; no handler needs it.
 */
public final class Settings {
    static final String FAILURE_QUEUE_URL = "LISTENER_FAILURE_QUEUE_URL";
    static final String FAILURE_BUCKET = "LISTENER_FAILURE_BUCKET";
    static final String IDEMPOTENCY_TABLE = "LISTENER_IDEMPOTENCY_TABLE";
    /** The limit of SQS before it was raised to 1 MiB. Servers that stand in for SQS still have it. */
    private static final int DEFAULT_PARK_MAX_BYTES = 262_144;
    /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
    private static final int MAX_SQS_BYTES = 1_048_576;
    /** Lambda allows 1,024 threads and processes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
    private static final int MAX_THREADS = 900;
    /** The longest time-out of a function that Amazon MQ invokes: 14 minutes. */
    private static final int MAX_INVOCATION_SECONDS = 840;

    private final Map<String, String> environment;
    private final int concurrency;
    private final int attempts;
    private final Duration backoff;
    private final Duration reserve;
    private final Duration hold;
    private final Optional<Duration> messageLimit;
    private final int maxCrashes;
    private final OptionalInt maxDeliveries;
    private final int parkMaxBytes;
    private final Duration idempotencyExpiry;

    private Settings(Map<String, String> environment) {
        this.environment = environment;
        concurrency = number("LISTENER_CONCURRENCY", 1, new Range(1, MAX_THREADS));
        attempts = number("LISTENER_ATTEMPTS", 3, new Range(1, 100));
        backoff = Duration.ofMillis(number("LISTENER_BACKOFF_MILLIS", 200, new Range(0, 60_000)));
        reserve = Duration.ofMillis(number("LISTENER_RESERVE_MILLIS", 10_000, new Range(100, 600_000)));
        hold = Duration.ofSeconds(number("LISTENER_OUTAGE_HOLD", 60, new Range(0, MAX_INVOCATION_SECONDS)));
        messageLimit = text("LISTENER_MESSAGE_SECONDS").isPresent()
                ? Optional.of(Duration.ofSeconds(
                        number("LISTENER_MESSAGE_SECONDS", MAX_INVOCATION_SECONDS,
                                new Range(1, MAX_INVOCATION_SECONDS))))
                : Optional.empty();
        maxCrashes = number("LISTENER_MAX_CRASHES", 2, new Range(2, 100));
        maxDeliveries = text("LISTENER_MAX_DELIVERIES").isPresent()
                ? OptionalInt.of(number("LISTENER_MAX_DELIVERIES", 0, new Range(2, 10_000)))
                : OptionalInt.empty();
        parkMaxBytes = number("LISTENER_PARK_MAX_BYTES", DEFAULT_PARK_MAX_BYTES, new Range(4_096, MAX_SQS_BYTES));
        idempotencyExpiry = Duration.ofHours(number("LISTENER_IDEMPOTENCY_HOURS", 24, new Range(1, 8_760)));
        requireQueueUrl();
    }

    static Settings of(Map<String, String> environment) {
        return new Settings(Map.copyOf(environment));
    }

    /** The names of all settings. */
    public static Set<String> names() {
        return Set.of("LISTENER_CONCURRENCY", "LISTENER_ATTEMPTS", "LISTENER_BACKOFF_MILLIS",
                "LISTENER_RESERVE_MILLIS", "LISTENER_OUTAGE_HOLD", "LISTENER_MESSAGE_SECONDS",
                "LISTENER_MAX_CRASHES", "LISTENER_MAX_DELIVERIES", "LISTENER_PARK_MAX_BYTES",
                "LISTENER_IDEMPOTENCY_HOURS", FAILURE_QUEUE_URL, FAILURE_BUCKET, IDEMPOTENCY_TABLE);
    }

    /**
     * What the listener would say of each variable by itself, in the order of their names. A bucket without a queue is
     * no finding: the two may come from different places.
     *
     * @param environment
     *            the function's variables; those that are no settings are skipped
     */
    public static List<String> problems(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            if (names().contains(variable.getKey()) && !variable.getKey().equals(FAILURE_BUCKET)) {
                check(variable, problems);
            }
        }
        return problems;
    }

    private static void check(Map.Entry<String, String> variable, List<String> problems) {
        try {
            of(Map.ofEntries(variable));
        } catch (SettingException e) {
            problems.add(e.getMessage());
        }
    }

    private record Range(int min, int max) {}

    private int number(String name, int defaultValue, Range range) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return defaultValue;
        }
        try {
            int number = Integer.parseInt(given.get());
            if (number >= range.min && number <= range.max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new SettingException(name + " must be a whole number between " + range.min + " and " + range.max
                    + " (given " + given.get() + ")");
        }
        throw new SettingException(
                name + " must be between " + range.min + " and " + range.max + " (given " + given.get() + ")");
    }

    /** An empty value counts as absent: templates set unused variables to it. */
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

    /** How many messages of a batch may be handled at the same time; 1 keeps the batch's order. */
    int concurrency() {
        return concurrency;
    }

    /** How often the handler is called for a failing message within an invocation, the first call included. */
    int attempts() {
        return attempts;
    }

    /** The pause after the first failure; it doubles with each further one. */
    Duration backoff() {
        return backoff;
    }

    /** The time that is reserved at the end of an invocation for parking and for the report. */
    Duration reserve() {
        return reserve;
    }

    /** How long an invocation is held before it fails. */
    Duration hold() {
        return hold;
    }

    /** How long a message may take, all of its attempts together; empty means half of the invocation's time. */
    Optional<Duration> messageLimit() {
        return messageLimit;
    }

    /** How often the function may end while a message is in work; then the message is parked. */
    int maxCrashes() {
        return maxCrashes;
    }

    /** How often a message may be delivered before it is parked without another try; empty for any number. */
    OptionalInt maxDeliveries() {
        return maxDeliveries;
    }

    /** The longest text that is parked in SQS; a longer one is stored in S3. */
    int parkMaxBytes() {
        return parkMaxBytes;
    }

    /** How long the table records that a message was processed. */
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
