package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Jar;
import java.util.Map;

/** Options on jars of the tests: the defaults, changed by those that are given. */
public final class TestOptions {
    private TestOptions() {}

    public static Options of(Map<String, ?> options) {
        return of(new Context(options));
    }

    public static Options of(Context context) {
        return Options.from(context, new Jars(new Jar("operations", TestJars.OPERATIONS),
                new Jar("operations", TestJars.STEPS), new Jar("examples", TestJars.SAMPLE)));
    }
}
