package io.github.rabbitlambda.function;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

/**
 * Makes the ledger at the first claim, so that a start without messages stays quick.
 */
final class LazyLedger implements Ledger {
    private final Settings settings;
    private final Clock clock;
    private @Nullable Ledger made;

    LazyLedger(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Answer claim(Claim claim, Deadline deadline) {
        return made().claim(claim, deadline);
    }

    @Override
    public void done(Claim claim) {
        made().done(claim);
    }

    @Override
    public void release(Claim claim) {
        made().release(claim);
    }

    private synchronized Ledger made() {
        Ledger ledger = made;
        if (ledger == null) {
            ledger = make();
            made = ledger;
        }
        return ledger;
    }

    private Ledger make() {
        try {
            return new DynamoDbLedger(AwsClients.dynamoDb(), settings, clock);
        } catch (RuntimeException e) {
            throw new LedgerException("DynamoDB's client can't be made: " + e.getMessage(), e);
        }
    }
}
