package io.github.rabbitlambda.function.message;

/**
 * One record of an event: a {@link Message}, or what could not be read as one.
 */
public sealed interface Delivery permits Message, UndecodableRecord {
    /** Where it comes from. */
    Queue queue();
}
