package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.OutageException;
import io.github.rabbitlambda.function.RabbitMqListener;

/**
 * Adds the id of each processed message to the file LEDGER, and each attempt at a poison message to another file; while
 * the file OUTAGE exists, every message is an outage.
 */
public final class PoisonListener extends RabbitMqListener {
    /** The header with the ordering key. */
    static final String KEY = "key";
    private static final String ATTEMPTS = ".attempts";

    /** The constructor that Lambda calls. */
    public PoisonListener() throws IOException {
        this(new Handler(Ledger.ofThisProcess(), Ledger.of(attempts(Ledger.pathOfThisProcess())),
                new ConcurrentHashMap<>()));
    }

    private PoisonListener(Handler handler) {
        super((message, context) -> {
            if (Files.exists(Path.of(System.getenv("OUTAGE")))) {
                throw new OutageException("the downstream service is out");
            }
            handler.handle(message, context);
        });
    }

    /** The file beside a ledger with a line for each attempt at a poison message: kind, id, invocation. */
    static Path attempts(Path ledger) {
        return ledger.resolveSibling(ledger.getFileName() + ATTEMPTS);
    }

    @Override
    protected Optional<String> orderingKey(Message message) {
        return message.headers().text(KEY);
    }

    private record Handler(Ledger ledger, Ledger attempts, Map<String, Integer> failures) {
        void handle(Message message, Context context) throws Exception {
            String id = message.properties().messageId().orElseThrow();
            Poison kind = Poison.valueOf(message.headers().text(Poison.HEADER).orElseThrow());
            if (kind != Poison.NONE) {
                attempts.add(kind + " " + id + " " + context.getAwsRequestId());
            }
            if (!kind.isGood() || kind == Poison.TWICE && failures.merge(id, 1, Integer::sum) <= 2) {
                PoisonEffect.of(kind);
            }
            ledger.add(id);
        }
    }
}
