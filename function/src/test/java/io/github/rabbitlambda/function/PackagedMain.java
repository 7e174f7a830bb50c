package io.github.rabbitlambda.function;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Invokes {@link PackagedListener} with the event on standard input. Prints what the listener logged.
 */
final class PackagedMain {
    private PackagedMain() {}

    public static void main(String[] arguments) throws IOException {
        TestContext context = new TestContext();
        RabbitMqListener listener = new PackagedListener();
        try {
            listener.handleRequest(System.in, OutputStream.nullOutputStream(), context);
        } finally {
            context.logged.forEach(System.out::print);
        }
    }
}
