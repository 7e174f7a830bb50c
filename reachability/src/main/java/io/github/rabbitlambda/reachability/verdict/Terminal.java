package io.github.rabbitlambda.reachability.verdict;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** What standard output leads to. */
public final class Terminal {
    private Terminal() {}

    /** Colors on a terminal, unless the user forbids them (https://no-color.org). */
    public static TextStyle style(Map<String, String> environment) {
        return style(environment, isPresent());
    }

    public static TextStyle style(Map<String, String> environment, boolean terminal) {
        boolean forbidden = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return forbidden || !terminal ? TextStyle.PLAIN : TextStyle.COLORED;
    }

    /** Whether a person looks at the output, rather than a file or another program. */
    public static boolean isPresent() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    // From Java 22 on there may be a console without a terminal, which only a method of Java 22 tells.
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException("java.io.Console.isTerminal cannot be called", failed);
        }
    }
}
