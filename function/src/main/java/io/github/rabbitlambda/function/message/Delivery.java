package io.github.rabbitlambda.function.message;

/**
 * One record of an event: a {@link Message}, or an {@link UndecodableRecord}.
 */
public sealed interface Delivery permits Message, UndecodableRecord {
    /** The queue that the record comes from. */
    Queue queue();
}
