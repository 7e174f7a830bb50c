package io.github.rabbitlambda.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What user code threw, with its causes, the outermost first; and what that says about the message and the function.
 *
 * <p>
 * User code may override every method of a Throwable that is not final. So a chain may throw, have no end or lead back
 * to itself. It is followed once, up to {@link #MAX_LINKS}, in the thread that called user code: there a chain that
 * hangs is interrupted as a handler is.
 */
final class CauseChain {
    private static final int MAX_LINKS = 100;
    private static final int LONGEST_CLASS_NAME = 500;
    /** As the JVM names a class that it does not find, with slashes or dots. Other messages may quote a body. */
    private static final Pattern CLASS_NAME = Pattern.compile("(Could not initialize class )?L?"
            + "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+"
            + "(?:[./]\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+)++);?");

    private final List<Throwable> links;

    private CauseChain(List<Throwable> links) {
        this.links = links;
    }

    static CauseChain of(Throwable thrown) {
        List<Throwable> links = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable link = thrown;
        while (link != null && links.size() < MAX_LINKS && seen.add(link)) {
            links.add(link);
            link = causeOf(link);
        }
        return new CauseChain(links);
    }

    private static @Nullable Throwable causeOf(Throwable link) {
        try {
            return link.getCause();
        } catch (Throwable unreadable) {
            return null;
        }
    }

    /** At least one. */
    List<Throwable> links() {
        return links;
    }

    /** Whether user code reported an outage; a future or a proxy may have wrapped the exception. */
    boolean hasOutage() {
        return links.stream().anyMatch(OutageException.class::isInstance);
    }

    /** Whether memory or threads ran out; that concerns the whole process. The outermost severe error decides. */
    boolean showsExhaustion() {
        return severe() instanceof OutOfMemoryError;
    }

    /**
     * True for a class that is missing or can't be initialised, and for a virtual machine that can't go on: if the
     * function is broken, every message fails like this. A stack overflow is the message's own failure: the message is
     * too deep. The outermost severe error decides.
     */
    boolean mayShowBrokenDeployment() {
        Throwable severe = severe();
        return severe != null && !(severe instanceof StackOverflowError);
    }

    private @Nullable Throwable severe() {
        for (Throwable link : links) {
            if (link instanceof LinkageError || link instanceof VirtualMachineError) {
                return link;
            }
        }
        return null;
    }

    /** What to do about a class that can't be loaded or initialised; names that class if an error of the chain does. */
    Optional<String> advice() {
        return links.stream().map(CauseChain::advice).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> advice(Throwable link) {
        if (link instanceof UnsupportedClassVersionError) {
            return Optional.of("a class is compiled for a newer Java than this one, " + Runtime.version().feature());
        }
        if (link instanceof IncompatibleClassChangeError) {
            return Optional.of("the jar has another version of a library than the code was compiled with");
        }
        return link instanceof NoClassDefFoundError || link instanceof ClassNotFoundException
                ? adviceAboutClass(ThrownError.messageOf(link))
                : Optional.empty();
    }

    private static Optional<String> adviceAboutClass(@Nullable String message) {
        Matcher matcher = CLASS_NAME.matcher(message == null || message.length() > LONGEST_CLASS_NAME ? "" : message);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(2).replace('/', '.');
        return Optional.of(matcher.group(1) == null
                ? "the jar lacks " + name + ": put all dependencies into one jar, e.g. with maven-shade-plugin"
                : "the static initialiser of " + name + " failed: see the first of these lines in the log");
    }
}
