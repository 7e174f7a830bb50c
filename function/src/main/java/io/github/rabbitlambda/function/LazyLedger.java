package io.github.rabbitlambda.function;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

/**
 * Makes the ledger in DynamoDB at the first claim: a function's start does not wait for the AWS SDK to load.
 */
final class LazyLedger implements Ledger {
    private final Settings settings;
    private final Clock clock;
    private @Nullable Ledger cached;

    LazyLedger(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public ClaimResult claim(Claim claim, Deadline deadline) {
        return ledger().claim(claim, deadline);
    }

    @Override
    public void done(Claim claim) {
        ledger().done(claim);
    }

    @Override
    public void release(Claim claim) {
        ledger().release(claim);
    }

    private synchronized Ledger ledger() {
        Ledger ledger = cached;
        if (ledger == null) {
            ledger = make();
            cached = ledger;
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
