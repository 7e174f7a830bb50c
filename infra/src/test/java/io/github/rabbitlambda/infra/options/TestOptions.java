package io.github.rabbitlambda.infra.options;

import java.util.LinkedHashMap;
import java.util.Map;

/** Options on jars of the tests: the defaults, changed by those that are given. */
public final class TestOptions {
    private TestOptions() {}

    public static Options of(Map<String, ?> options) {
        Map<String, Object> context = new LinkedHashMap<>(Map.of("functionJar", TestJars.FUNCTION));
        context.putAll(options);
        return Options.from(new Context(context),
                new Jars(new Jar("operations", TestJars.OPERATIONS), new Jar("operations", TestJars.NETWORK)));
    }
}
