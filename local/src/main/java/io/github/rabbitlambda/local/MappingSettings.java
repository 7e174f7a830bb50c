package io.github.rabbitlambda.local;

import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/**
 * An event source mapping.
 *
 * @param queue
 *            what it consumes
 * @param batch
 *            when it invokes
 * @param filters
 *            what it lets through
 * @param eventSourceArn
 *            the broker's ARN, as events carry it
 * @param onError
 *            what becomes of a batch that failed
 * @param stopAfter
 *            how many messages to settle before it stops by itself, at least 1; {@link Long#MAX_VALUE} for never
 * @param once
 *            whether it stops after one batch
 */
public record MappingSettings(QueueSettings queue, BatchSettings batch, Filters filters, String eventSourceArn,
        OnError onError, long stopAfter, boolean once) {
    /** The broker's ARN where the user gives none. */
    public static final String DEFAULT_ARN = "arn:aws:mq:us-east-1:123456789012:broker:local:b-00000000-0000-0000-0000-000000000000";

    /**
     * How a failed batch comes back. AWS documents that the whole batch is retried, and not how
     * (https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html): each of these is an assumption.
     */
    public enum OnError {
        /** Returned to the queue, and delivered again from there, marked as redelivered. */
        NACK,
        /** Kept and handed to the function again as it was. */
        MEMORY
    }

    public MappingSettings {
        if (stopAfter < 1) {
            throw new IllegalArgumentException("stopAfter must be at least 1 (given %d)".formatted(stopAfter));
        }
    }
}
