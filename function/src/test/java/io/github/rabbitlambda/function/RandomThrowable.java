package io.github.rabbitlambda.function;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;

/**
 * Something that a handler throws, and what is known of it because it was made so.
 *
 * @param links
 *            what each throwable of the chain is, the outermost first
 */
record RandomThrowable(Throwable thrown, List<Link> links) {
    enum Link {
        OUTAGE, CLASS_PROBLEM, BROKEN_MACHINE, OUT_OF_MEMORY, STACK_OVERFLOW, OTHER
    }

    static RandomThrowable from(RandomGenerator random) {
        RandomThrowable made = innermost(random);
        for (int depth = random.nextInt(6) - 1; depth > 0; depth--) {
            made = made.wrapped(random.nextInt(9));
        }
        return made;
    }

    private static RandomThrowable innermost(RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0 -> of(new OutageException("the database is down"), Link.OUTAGE);
            case 1 -> of(new NoClassDefFoundError("com/example/Missing"), Link.CLASS_PROBLEM);
            case 2 -> of(new UnsatisfiedLinkError("no library"), Link.CLASS_PROBLEM);
            case 3 -> of(new InternalError("a fault of the JVM"), Link.BROKEN_MACHINE);
            case 4 -> of(new OutOfMemoryError("made up"), Link.OUT_OF_MEMORY);
            case 5 -> of(new StackOverflowError(), Link.STACK_OVERFLOW);
            case 6 -> of(new InterruptedException("by itself"), Link.OTHER);
            case 7 -> of(new AssertionError("an invariant"), Link.OTHER);
            case 8, 9, 10 -> of(new IllegalStateException("bad order"), Link.OTHER);
            default -> nasty(random.nextInt(NastyThrowables.kinds()));
        };
    }

    private static RandomThrowable nasty(int kind) {
        Throwable thrown = NastyThrowables.ofKind(kind);
        return of(thrown, thrown instanceof StackOverflowError ? Link.STACK_OVERFLOW : Link.OTHER);
    }

    private static RandomThrowable of(Throwable thrown, Link link) {
        return new RandomThrowable(thrown, List.of(link));
    }

    /** With a message of its own: without one, some of these would call the cause's toString. */
    private RandomThrowable wrapped(int wrapper) {
        return switch (wrapper) {
            case 0 -> within(new CompletionException("joined", thrown), Link.OTHER);
            case 1 -> within(new ExecutionException("got", thrown), Link.OTHER);
            case 2 -> within(new InvocationTargetException(thrown), Link.OTHER);
            case 3 -> within(new UndeclaredThrowableException(thrown, "proxied"), Link.OTHER);
            case 4 -> within(new Exception("checked", thrown), Link.OTHER);
            case 5 -> within(new Error("severe", thrown), Link.OTHER);
            case 6 -> within(new OutageException("wrapped as an outage", thrown), Link.OUTAGE);
            case 7 -> within(new ExceptionInInitializerError(thrown), Link.CLASS_PROBLEM);
            default -> within(new RuntimeException("wrapped", thrown), Link.OTHER);
        };
    }

    private RandomThrowable within(Throwable outer, Link link) {
        List<Link> all = new ArrayList<>(links);
        all.addFirst(link);
        return new RandomThrowable(outer, all);
    }

    @Override
    public String toString() {
        return links + " " + thrown.getClass().getName();
    }
}
