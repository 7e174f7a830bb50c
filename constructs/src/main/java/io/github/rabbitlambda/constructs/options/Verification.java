package io.github.rabbitlambda.constructs.options;

/**
 * What a deployment waits for at its end.
 */
public enum Verification {
    /** The mapping is enabled and a marked message has left the queue; the listener drops messages with the mark. */
    PROBE,
    /** The mapping is enabled and reports no problem. */
    STATE,
    /** Nothing. */
    OFF
}
