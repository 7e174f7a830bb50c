package io.github.rabbitlambda.acceptance;

import java.io.IOException;

import io.github.rabbitlambda.function.RabbitMqListener;

/** A listener that enters each message's body into the file LEDGER before it is done. */
public final class LedgerListener extends RabbitMqListener {
    /** As Lambda makes it. */
    public LedgerListener() throws IOException {
        this(Ledger.ofThisProcess());
    }

    private LedgerListener(Ledger ledger) {
        super((message, context) -> ledger.enter(message.body().text()));
    }
}
