package io.github.rabbitlambda.local.invoke;

import java.net.URLClassLoader;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;

/**
 * Starts Lambda's own Java runtime interface client in the function's process, after {@link HandlerCheck}. Its class
 * path has only the runtime client's jars and the few classes that it needs.
 */
public final class CheckedRuntimeClient {
    private CheckedRuntimeClient() {}

    /** Serves invocations until the process ends; the argument is the handler. */
    public static void main(String[] handler) throws Throwable {
        Optional<String> problem = problem(handler[0]);
        if (problem.isPresent()) {
            PlainRuntimeClient.reportInitError("", problem.get());
            System.exit(1);
        }
        AWSLambda.main(handler);
    }

    /** The runtime client loads the handler again, with a loader of its own. */
    private static Optional<String> problem(String handler) throws Exception {
        try (URLClassLoader loader = TaskClassPath.loader()) {
            return HandlerCheck.problem(handler, loader);
        }
    }
}
