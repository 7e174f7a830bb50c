package io.github.rabbitlambda.function.environment;

import java.io.File;
import java.util.Map;

/**
 * The execution environment that Lambda runs the listener in. Safe for use by several threads.
 */
public final class ExecutionEnvironment {
    private static final String MARKS = "rabbitlambda-messages-in-work";

    private final MessageMarks marks;
    private final ProcessEnd processEnd;
    private volatile boolean hasProcessed;
    private volatile boolean mustEnd;

    public ExecutionEnvironment(MessageMarks marks, ProcessEnd processEnd) {
        this.marks = marks;
        this.processEnd = processEnd;
        this.hasProcessed = marks.hasProcessed();
    }

    /** Elsewhere than in Lambda, or in what stands in for it, nothing is stored and no process is ended. */
    public static ExecutionEnvironment of(Map<String, String> variables) {
        return variables.containsKey("AWS_LAMBDA_RUNTIME_API")
                ? new ExecutionEnvironment(
                        new MessageMarks(new MarkFile(new File(System.getProperty("java.io.tmpdir"), MARKS))),
                        new EndAfterAnswer())
                : inMemory();
    }

    public static ExecutionEnvironment inMemory() {
        return new ExecutionEnvironment(MessageMarks.inMemory(), ProcessEnd.NEVER);
    }

    public MessageMarks marks() {
        return marks;
    }

    /** This process is not to handle another batch. */
    public void requireEnd() {
        mustEnd = true;
    }

    /** Ends the process if its end was required in an earlier invocation: before any message is in work. */
    public void endIfStillRequired() {
        if (mustEnd) {
            processEnd.endNow();
        }
    }

    public boolean mustEnd() {
        return mustEnd;
    }

    /** Ends the process, if that is required, once the calling thread has answered its invocation. */
    public void endIfRequired() {
        if (mustEnd) {
            processEnd.endAfterAnswerOf(Thread.currentThread());
        }
    }

    /** Whether the environment has processed a message: then its deployment works. */
    public boolean hasProcessed() {
        return hasProcessed;
    }

    public void addProcessed() {
        if (!hasProcessed) {
            hasProcessed = true;
            marks.addProcessed();
        }
    }
}
