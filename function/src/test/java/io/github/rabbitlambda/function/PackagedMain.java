package io.github.rabbitlambda.function;

import java.io.IOException;
import java.io.OutputStream;

import io.github.rabbitlambda.function.testing.TestContext;

/**
 * Invokes the listener that the first argument names with the event on standard input. Prints what the listener logged.
 */
final class PackagedMain {
    private PackagedMain() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        TestContext context = new TestContext();
        RabbitMqListener listener = (RabbitMqListener) Class.forName(arguments[0]).getConstructor().newInstance();
        try {
            listener.handleRequest(System.in, OutputStream.nullOutputStream(), context);
        } finally {
            context.log().forEach(System.out::print);
        }
    }
}
