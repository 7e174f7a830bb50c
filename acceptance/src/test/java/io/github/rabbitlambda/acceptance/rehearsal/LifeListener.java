package io.github.rabbitlambda.acceptance.rehearsal;

import java.util.Optional;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;

import io.github.rabbitlambda.function.RabbitMqListener;
import io.github.rabbitlambda.function.message.Message;

/** A listener that logs the id of each message, slowly if asked to, and refuses those whose id has a certain beginning. */
public final class LifeListener extends RabbitMqListener {
    /** The beginning of the ids to refuse; with a "-" among its first eight characters no random UUID has it. */
    static final String REFUSED = "REFUSED";
    static final String MILLIS = "MILLIS";
    static final String RECEIVED = "life received ";

    /** The constructor that Lambda calls. */
    public LifeListener() {
        super(LifeListener::handle);
    }

    private static void handle(Message message, Context context) throws InterruptedException {
        String id = message.properties().messageId().orElse("-");
        if (Optional.ofNullable(System.getenv(REFUSED)).filter(id::startsWith).isPresent()) {
            throw new IllegalStateException("refused, because its id is " + id);
        }
        Thread.sleep(Long.parseLong(Optional.ofNullable(System.getenv(MILLIS)).orElse("0")));
        context.getLogger().log(RECEIVED + id + " of " + message.queue() + "\n", LogLevel.INFO);
    }
}
