package io.github.rabbitlambda.function;

/**
 * Lambda frames what is logged; outside of it, and in text format, the runtime interface client writes messages one after
 * the other without anything between them.
 */
final class LineEnd {
    /** What to put after a message. The runtime sets the variable to JSON or Text. */
    static final String AFTER_A_LOG = "JSON".equals(System.getenv("AWS_LAMBDA_LOG_FORMAT")) ? "" : "\n";

    private LineEnd() {}
}
