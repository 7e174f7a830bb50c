package io.github.rabbitlambda.acceptance;

import java.io.IOException;

import io.github.rabbitlambda.function.RabbitMqListener;

/** A listener that adds each message's body to the file LEDGER. */
public final class LedgerListener extends RabbitMqListener {
    /** The constructor that Lambda calls. */
    public LedgerListener() throws IOException {
        this(Ledger.ofThisProcess());
    }

    private LedgerListener(Ledger ledger) {
        super((message, context) -> ledger.add(message.body().text()));
    }
}
