package io.github.rabbitlambda.function;

import java.io.Serial;
import java.util.List;
import java.util.function.Supplier;

/**
 * Throwables that user code may make, and that nobody would read by choice.
 */
final class NastyThrowables {
    private static final List<Supplier<Throwable>> KINDS = List.of(ThrowingMethods::new, OverflowingMethods::new,
            InterruptingMethods::new,
            NullMethods::new, EndlessCauses::new, OwnCause::new, NastyThrowables::cycle, NastyThrowables::longChain,
            () -> new IllegalStateException("x".repeat(100_000)), () -> new IllegalStateException("\ud83d"),
            () -> new Throwable("no Exception and no Error"), Odd$$Name$1::new,
            () -> new IllegalStateException("\u0000\u202e\n\"\\\u2028"), NastyThrowables::suppressingItsOwnCause,
            () -> new StackOverflowError(), () -> new AssertionError((Object) null));

    private NastyThrowables() {}

    static int kinds() {
        return KINDS.size();
    }

    /** A new one. */
    static Throwable ofKind(int kind) {
        return KINDS.get(kind).get();
    }

    /** It is unchecked for the compiler; handlers in Kotlin or Groovy throw anything. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static Throwable cycle() {
        Exception first = new IllegalStateException("first");
        Exception second = new IllegalStateException("second", first);
        first.initCause(second);
        return first;
    }

    private static Throwable longChain() {
        Throwable chain = new IllegalStateException("root");
        for (int i = 0; i < 1_000; i++) {
            chain = new IllegalStateException("link", chain);
        }
        return chain;
    }

    private static Throwable suppressingItsOwnCause() {
        Exception cause = new IllegalStateException("cause");
        Exception thrown = new IllegalStateException("thrown", cause);
        thrown.addSuppressed(cause);
        cause.addSuppressed(thrown);
        return thrown;
    }

    /** Each method leaves its thread interrupted. */
    private static final class InterruptingMethods extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            Thread.currentThread().interrupt();
            return "interrupted";
        }

        @Override
        public synchronized Throwable getCause() {
            Thread.currentThread().interrupt();
            return new IllegalStateException("cause");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            Thread.currentThread().interrupt();
            return new StackTraceElement[0];
        }
    }

    private static final class ThrowingMethods extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("getMessage");
        }

        @Override
        public String getLocalizedMessage() {
            throw new IllegalStateException("getLocalizedMessage");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("getCause");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("getStackTrace");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode");
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("equals");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString");
        }
    }

    private static final class OverflowingMethods extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            return toString();
        }

        @Override
        public synchronized Throwable getCause() {
            return getCause();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return getStackTrace();
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }

    @SuppressWarnings("NullAway")
    private static final class NullMethods extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            return null;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return null;
        }

        @Override
        public String toString() {
            return null;
        }
    }

    private static final class EndlessCauses extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            return new EndlessCauses();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return new StackTraceElement[]{null, new StackTraceElement("x".repeat(100_000), "m", null, -2)};
        }
    }

    private static final class OwnCause extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            return this;
        }
    }

    private static final class Odd$$Name$1 extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        Odd$$Name$1() {
            super("a class with an odd name");
        }
    }
}
