package io.github.rabbitlambda.function;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.message.Message;

/**
 * What a user would add to the library: logs the queue, the id and the length of the text of each message, and throws for
 * those with a header.
 */
public final class PackagedListener extends RabbitMqListener {
    static final String REFUSED = "x-refused";

    /** The constructor that Lambda calls. */
    public PackagedListener() {
        super(PackagedListener::handle);
    }

    private static void handle(Message message, Context context) {
        if (message.headers().flag(REFUSED).orElse(false)) {
            throw new IllegalStateException("refused as its header asks");
        }
        context.getLogger().log("handled " + message.queue() + " id=" + message.properties().messageId().orElse("-")
                + " size=" + message.body().text().length() + "\n");
    }
}
