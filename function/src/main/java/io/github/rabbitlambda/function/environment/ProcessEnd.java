package io.github.rabbitlambda.function.environment;

/**
 * How a process ends that can't be trusted any more: its threads are lost to handlers that never return, or its memory
 * ran out.
 */
public interface ProcessEnd {
    /** Where the process is not the listener's own, in a test for example. */
    ProcessEnd NEVER = new ProcessEnd() {
        @Override
        public void endAfterAnswerOf(Thread invocation) {}

        @Override
        public void endNow() {}
    };

    /** Ends the process as soon as that thread has answered its invocation. */
    void endAfterAnswerOf(Thread invocation);

    void endNow();
}
