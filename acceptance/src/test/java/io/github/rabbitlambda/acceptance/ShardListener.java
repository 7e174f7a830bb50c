package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.util.Optional;

import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.RabbitMqListener;

/** Adds each message's id to the file LEDGER: in order for one customer, concurrently for different customers. */
public final class ShardListener extends RabbitMqListener {
    static final String CUSTOMER = "customer";

    /** The constructor that Lambda calls. */
    public ShardListener() throws IOException {
        this(Ledger.ofThisProcess());
    }

    private ShardListener(Ledger ledger) {
        super((message, context) -> ledger.add(message.properties().messageId().orElseThrow()));
    }

    @Override
    protected Optional<String> orderingKey(Message message) {
        return message.headers().text(CUSTOMER);
    }
}
