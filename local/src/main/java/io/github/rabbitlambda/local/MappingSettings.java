package io.github.rabbitlambda.local;

import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/**
 * What an event source mapping consumes, when a batch is complete the function and when it ends.
 *
 * @param queue
 *            the queue to consume
 * @param batch
 *            when a batch is complete
 * @param filters
 *            which messages it keeps
 * @param eventSourceArn
 *            the broker's ARN in the events
 * @param onError
 *            how a failed batch is retried
 * @param stopAfter
 *            the run ends after this many settled messages, at least 1; {@link Long#MAX_VALUE}: no limit
 * @param once
 *            whether the run ends after one batch
 * @param untilEmpty
 *            whether the run ends when the queue is empty
 */
public record MappingSettings(QueueSettings queue, BatchSettings batch, Filters filters, String eventSourceArn,
        OnError onError, long stopAfter, boolean once, boolean untilEmpty) {
    /** The broker's ARN if the user names none. */
    public static final String DEFAULT_ARN = "arn:aws:mq:us-east-1:123456789012:broker:local:b-00000000-0000-0000-0000-000000000000";

    /**
     * How a failed batch is retried. AWS documents only that the whole batch is retried
     * (https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html): both ways are assumptions.
     */
    public enum OnError {
        /** The batch goes back to the queue; the broker redelivers its messages and marks them as redelivered. */
        NACK,
        /** The batch stays in memory; the function gets the same event again. */
        MEMORY
    }

    public MappingSettings {
        if (stopAfter < 1) {
            throw new IllegalArgumentException("stopAfter must be at least 1 (given %d)".formatted(stopAfter));
        }
    }

    /** Settings of a run that goes on when the queue is empty. */
    public MappingSettings(QueueSettings queue, BatchSettings batch, Filters filters, String eventSourceArn,
            OnError onError, long stopAfter, boolean once) {
        this(queue, batch, filters, eventSourceArn, onError, stopAfter, once, false);
    }

    /** The same settings for a run that ends when the queue is empty, or that does not. */
    MappingSettings withUntilEmpty(boolean isUntilEmpty) {
        return new MappingSettings(queue, batch, filters, eventSourceArn, onError, stopAfter, once, isUntilEmpty);
    }
}
