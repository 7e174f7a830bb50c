package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.util.Optional;

import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.RabbitMqListener;

/** Enters each message's id into the file LEDGER, a customer's in order and different customers' side by side. */
public final class ShardListener extends RabbitMqListener {
    static final String CUSTOMER = "customer";

    /** As Lambda makes it. */
    public ShardListener() throws IOException {
        this(Ledger.ofThisProcess());
    }

    private ShardListener(Ledger ledger) {
        super((message, context) -> ledger.enter(message.properties().messageId().orElseThrow()));
    }

    @Override
    protected Optional<String> orderingKey(Message message) {
        return message.headers().text(CUSTOMER);
    }
}
