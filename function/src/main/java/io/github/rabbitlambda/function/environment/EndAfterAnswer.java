package io.github.rabbitlambda.function.environment;

import java.util.Set;

/**
 * Ends the process while its runtime asks for the next invocation, so that no answer is lost. The next invocation starts
 * a new process.
 *
 * <p>
 * Lambda documents no way to do this, so it is an assumption that it works. The next invocation may be there before the
 * process has ended. Then {@link ExecutionEnvironment#endIfStillRequired} ends it, and that invocation's batch comes back.
 */
final class EndAfterAnswer implements ProcessEnd {
    /** Of Lambda's runtime client, and of the one in pure Java that this project's event source mapping has. */
    private static final Set<String> METHODS_THAT_ASK = Set.of(
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.next",
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClientImpl.nextInvocation",
            "io.github.rabbitlambda.local.invoke.PlainRuntimeClient.nextInvocation");
    private static final int STATUS = 1;

    @Override
    public void endAfterAnswerOf(Thread invocation) {
        Thread thread = new Thread(() -> awaitAnswerAndEnd(invocation), "end of the process");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        try {
            thread.start();
        } catch (OutOfMemoryError noThreads) {
            // without a thread that waits for the answer: the batch comes back
            endNow();
        }
    }

    @Override
    public void endNow() {
        Runtime.getRuntime().halt(STATUS);
    }

    private void awaitAnswerAndEnd(Thread invocation) {
        while (!asksForTheNextInvocation(invocation.getStackTrace())) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
        endNow();
    }

    private static boolean asksForTheNextInvocation(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (METHODS_THAT_ASK.contains(frame.getClassName() + '.' + frame.getMethodName())) {
                return true;
            }
        }
        return false;
    }
}
