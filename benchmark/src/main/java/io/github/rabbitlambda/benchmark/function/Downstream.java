package io.github.rabbitlambda.benchmark.function;

/** The service that a handler calls for each message: the call waits and uses no processor. */
final class Downstream {
    private static final int MILLIS = Integer.parseInt(System.getenv().getOrDefault("DOWNSTREAM_MILLIS", "0"));

    private Downstream() {}

    static void call() {
        if (MILLIS == 0) {
            return;
        }
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
