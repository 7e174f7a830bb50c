package io.github.rabbitlambda.local.invoke;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A class that a function's jar lacks, as a {@link NoClassDefFoundError} or this project's listener names it. Runs in both
 * processes.
 */
final class MissingClass {
    /**
     * The virtual machine names the class with slashes, or as a type descriptor. Lambda's runtime client puts the
     * handler's class before it. "Could not initialize class" names a class that is there.
     */
    private static final Pattern ERROR = Pattern.compile("NoClassDefFoundError: (?:Error loading class [\\w.$]+: )?"
            + "(?!Could not )(?:\\[*L(?<descriptor>[\\w$/]+);|(?<name>[\\w$/.]*[\\w$]))");

    /** What the listener says of a batch that it held because of the error. */
    private static final Pattern ADVICE = Pattern.compile("the jar lacks (?<name>[\\w$.]+): put all dependencies");

    private MissingClass() {}

    /** What is missing and what to do, if the text of an error says that a class is missing. */
    static Optional<String> sentence(String error) {
        return name(error).map(
                "the function's jar lacks %s: put all dependencies into one jar, for example with maven-shade-plugin"::formatted);
    }

    private static Optional<String> name(String error) {
        Matcher advice = ADVICE.matcher(error);
        if (advice.find()) {
            return Optional.of(advice.group("name"));
        }
        Matcher matcher = ERROR.matcher(error);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String name = matcher.group("descriptor") == null ? matcher.group("name") : matcher.group("descriptor");
        return Optional.of(name.replace('/', '.'));
    }
}
