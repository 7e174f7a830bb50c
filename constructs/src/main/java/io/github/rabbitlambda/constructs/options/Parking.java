package io.github.rabbitlambda.constructs.options;

/**
 * What happens to messages that the listener gave up.
 */
public enum Parking {
    /** There is no failure queue: a failed message makes the broker redeliver its whole batch. */
    NONE,
    /** They are parked; the stack's deletion deletes them. */
    UNTIL_DELETION,
    /** They are parked and outlive the stack. */
    RETAINED
}
