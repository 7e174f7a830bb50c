package io.github.rabbitlambda.function;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Invokes the listener named by the first argument with the event on standard input; what it logs goes to standard output.
 */
final class PackagedMain {
    private PackagedMain() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        TestContext context = new TestContext();
        RabbitMqListener listener = (RabbitMqListener) Class.forName(arguments[0]).getConstructor().newInstance();
        try {
            listener.handleRequest(System.in, OutputStream.nullOutputStream(), context);
        } finally {
            context.logged.forEach(System.out::print);
        }
    }
}
