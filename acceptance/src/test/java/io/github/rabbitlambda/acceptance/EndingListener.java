package io.github.rabbitlambda.acceptance;

import io.github.rabbitlambda.function.RabbitMqListener;

/** A listener that does what the body says. */
public final class EndingListener extends RabbitMqListener {
    /** The constructor that Lambda calls. */
    public EndingListener() {
        super((message, context) -> act(message.body().text()));
    }

    private static void act(String action) {
        switch (action) {
            case "loop" -> loop();
            case "exit" -> System.exit(3);
            case "halt" -> Runtime.getRuntime().halt(4);
            default -> System.out.println("handled " + action);
        }
    }

    private static void loop() {
        long rounds = 0;
        while (rounds >= 0) {
            rounds = rounds + 1 & Long.MAX_VALUE;
        }
    }
}
