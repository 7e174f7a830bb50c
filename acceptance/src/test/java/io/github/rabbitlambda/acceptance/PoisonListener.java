package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.OutageException;
import io.github.rabbitlambda.function.RabbitMqListener;

/** Adds the id of each processed message to the file LEDGER; while the file OUTAGE exists, every message is an outage. */
public final class PoisonListener extends RabbitMqListener {
    /** The constructor that Lambda calls. */
    public PoisonListener() throws IOException {
        this(Ledger.ofThisProcess(), new ConcurrentHashMap<>());
    }

    private PoisonListener(Ledger ledger, Map<String, Integer> attempts) {
        super((message, context) -> {
            if (Files.exists(Path.of(System.getenv("OUTAGE")))) {
                throw new OutageException("the downstream service is out");
            }
            process(message, ledger, attempts);
        });
    }

    private static void process(Message message, Ledger ledger, Map<String, Integer> attempts) throws IOException {
        String id = message.properties().messageId().orElseThrow();
        boolean processed = switch (Poison.valueOf(message.headers().text(Poison.HEADER).orElseThrow())) {
            case NONE -> true;
            case TWICE -> attempts.merge(id, 1, Integer::sum) > 2;
            case ALWAYS, BROKEN, LARGE -> false;
        };
        if (!processed) {
            throw new IllegalStateException("poison");
        }
        ledger.add(id);
    }
}
