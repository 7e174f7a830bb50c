package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Jar;
import io.github.rabbitlambda.constructs.options.ListenerOptions;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the options of the function that processes the messages.
 */
final class ListenerReader {
    private static final String SAMPLE_HANDLER = "io.github.rabbitlambda.examples.SampleListener";
    private final Context context;
    private final Jar sample;

    private ListenerReader(Context context, Jar sample) {
        this.context = context;
        this.sample = sample;
    }

    /** The user's function, or the sample where a user names none, or something is wrong. */
    static ListenerOptions read(Context context, Jar sample) {
        return new ListenerReader(context, sample).read();
    }

    private ListenerOptions read() {
        ListenerOptions defaults = options(sample, SAMPLE_HANDLER, Map.of(), Optional.empty());
        if (context.isGiven("functionArn")) {
            return defaults;
        }
        Map<String, String> environment = context.object("environment");
        Optional<Integer> concurrency = context.number("listenerConcurrency", ListenerOptions.CONCURRENCY);
        context.check(this::requireBoth);
        Optional<Jar> jar = context.text("functionJar")
                .flatMap(path -> context.orElse(Optional.empty(), () -> Optional.of(new Jar("functionJar", path))));
        Optional<String> handler = context.text("handler");
        boolean isUsers = jar.isPresent() && handler.isPresent();
        return context.orElse(defaults, () -> options(isUsers ? jar.get() : sample,
                isUsers ? handler.get() : SAMPLE_HANDLER, environment, concurrency));
    }

    private ListenerOptions options(Jar jar, String handler, Map<String, String> environment,
            Optional<Integer> concurrency) {
        return new ListenerOptions(jar, handler, context.number("memorySize", ListenerOptions.MEMORY).orElse(1024),
                context.number("timeout", ListenerOptions.TIMEOUT).orElse(300), environment, concurrency);
    }

    /** The sample runs only for a user who names neither jar nor handler: it acknowledges every message. */
    private void requireBoth() {
        Optional<String> jar = context.text("functionJar");
        Optional<String> handler = context.text("handler");
        if (jar.isPresent() && !context.isGiven("handler")) {
            throw Refusal.of("handler", "a class in " + jar.get(), "nothing",
                    "functionJar is given, and nothing else says which of its classes Lambda calls");
        }
        if (!context.isGiven("functionJar") && handler.isPresent()) {
            throw Refusal.of("handler", "given together with functionJar", handler.get() + " alone",
                    "without a jar of yours the stack runs the sample");
        }
    }
}
