package io.github.rabbitlambda.function;

/**
 * With Lambda's JSON log format each log message becomes a line. In the text format, and outside of Lambda, the runtime
 * interface client writes nothing between two messages, so that the line end must be part of the message.
 */
final class LineEnd {
    /** Lambda sets the variable to JSON or Text. */
    static final String AFTER_MESSAGE = "JSON".equals(System.getenv("AWS_LAMBDA_LOG_FORMAT")) ? "" : "\n";

    private LineEnd() {}
}
