package io.github.rabbitlambda.local.queue;

import java.time.Duration;

/**
 * The limits that close a batch.
 *
 * @param size
 *            the number of messages, 1 to 10,000; Lambda's default is 100
 * @param window the batching window; it starts with a batch's first message, 0 to 300 s. Lambda's default is 500 ms;
 * other values there are whole seconds (https://docs.aws.amazon.com/lambda/latest/dg/services-mq-params.html)
 * @param eventBytes the size of the encoded event; Lambda's limit is 6 MB
 * (https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html)
 */
public record BatchSettings(int size, Duration window, int eventBytes) {
    /** 6 MB, the limit of a synchronous invocation's request. */
    public static final int EVENT_BYTES = 6 * 1024 * 1024;

    public BatchSettings {
        if (size < 1 || size > 10_000) {
            throw new IllegalArgumentException("size must be between 1 and 10000 (given %d)".formatted(size));
        }
        if (window.isNegative() || window.compareTo(Duration.ofSeconds(300)) > 0) {
            throw new IllegalArgumentException("window must be between 0 and 300 seconds (given %s)"
                    .formatted(window.toMillis() / 1000.0));
        }
    }
}
