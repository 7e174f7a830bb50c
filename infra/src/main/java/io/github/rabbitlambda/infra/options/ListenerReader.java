package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Jar;
import io.github.rabbitlambda.constructs.options.ListenerOptions;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.Optional;

/**
 * Reads the options of the function that processes the messages.
 */
final class ListenerReader {
    private static final String SAMPLE_HANDLER = "io.github.rabbitlambda.examples.SampleListener";

    private ListenerReader() {}

    static ListenerOptions read(Context context, Jar sample) {
        Jar jar = context.text("functionJar").map(path -> new Jar("functionJar", path)).orElse(sample);
        String handler = handler(context, jar);
        return new ListenerOptions(jar, handler,
                context.number("memorySize", ListenerOptions.MEMORY).orElse(1024),
                context.number("timeout", ListenerOptions.TIMEOUT).orElse(300), context.object("environment"),
                context.number("listenerConcurrency", ListenerOptions.CONCURRENCY));
    }

    /** The sample runs only for a user who names neither jar nor handler: it acknowledges every message. */
    private static String handler(Context context, Jar jar) {
        Optional<String> handler = context.text("handler");
        boolean isUsersJar = context.text("functionJar").isPresent();
        if (isUsersJar && handler.isEmpty()) {
            throw Refusal.of("handler", "a class in " + jar.path(), "none",
                    "functionJar is given, and nothing else says which of its classes Lambda calls");
        }
        if (!isUsersJar && handler.isPresent()) {
            throw Refusal.of("handler", "given together with functionJar", handler.get() + " alone",
                    "without a jar of yours the stack runs the sample");
        }
        return handler.orElse(SAMPLE_HANDLER);
    }
}
