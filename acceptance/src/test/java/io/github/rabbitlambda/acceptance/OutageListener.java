package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.rabbitlambda.function.OutageException;
import io.github.rabbitlambda.function.RabbitMqListener;

/** Adds each message's body to the file LEDGER; while the file OUTAGE exists, nothing works. */
public final class OutageListener extends RabbitMqListener {
    /** The constructor that Lambda calls. */
    public OutageListener() throws IOException {
        this(Ledger.ofThisProcess(), Path.of(System.getenv("OUTAGE")));
    }

    private OutageListener(Ledger ledger, Path outage) {
        super((message, context) -> {
            if (Files.exists(outage)) {
                throw new OutageException("the downstream service is out");
            }
            ledger.add(message.body().text());
        });
    }
}
