package io.github.rabbitlambda.benchmark;

/** The service that each message needs: it takes 20 ms and no processor. */
final class Downstream {
    static final int MILLIS = 20;

    private Downstream() {}

    static void call() throws InterruptedException {
        Thread.sleep(MILLIS);
    }
}
