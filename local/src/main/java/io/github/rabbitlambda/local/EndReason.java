package io.github.rabbitlambda.local;

/** Why a mapping stopped consuming without an error. */
public enum EndReason {
    /** {@link LocalEventSource#stop} was called. */
    STOPPED,
    /** Nobody reads the report's output any more. */
    OUTPUT_CLOSED,
    /** As many messages are settled as the settings ask for. */
    MESSAGE_LIMIT_REACHED,
    /** The settings ask for an empty queue, and it is empty. */
    QUEUE_IS_EMPTY,
    /** The settings ask for an empty queue, but so many invocations failed in a row that it will not become empty. */
    INVOCATIONS_KEEP_FAILING,
    /** The settings ask for one batch, and it is processed. */
    ONE_BATCH_PROCESSED
}
