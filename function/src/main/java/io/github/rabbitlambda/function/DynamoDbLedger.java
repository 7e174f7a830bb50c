package io.github.rabbitlambda.function;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Stores a ledger in a DynamoDB table with the partition key {@code id} (text) and the time to live {@code expiry}
 * (seconds). An item's status is {@code working} until its lease ends, or {@code done} until the item expires.
 */
final class DynamoDbLedger implements Ledger {
    private static final String DONE = "done";
    private static final String FREE = "attribute_not_exists(id) OR expiry < :now"
            + " OR (#status = :working AND leaseEnd < :millis)";
    /** A lease ends this long after its invocation, because clocks differ. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(2);
    /** DynamoDB takes 2,048 bytes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
    private static final int MAX_KEY_BYTES = 2_048;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Duration expiry;
    private final Clock clock;

    DynamoDbLedger(DynamoDbClient dynamoDb, Settings settings, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = settings.idempotencyTable().orElseThrow();
        this.expiry = settings.idempotencyExpiry();
        this.clock = clock;
    }

    @Override
    public ClaimResult claim(Claim claim, Deadline deadline) {
        Instant now = clock.instant();
        try {
            return callDynamoDb(() -> {
                dynamoDb.putItem(put -> put.tableName(table).item(claimItem(claim, now, deadline))
                        .conditionExpression(FREE).expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(Map.of(":now", number(now.getEpochSecond()), ":millis",
                                number(now.toEpochMilli()), ":working", text("working")))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                return ClaimResult.GRANTED;
            });
        } catch (ConditionalCheckFailedException taken) {
            return resultFor(claim, taken.item());
        }
    }

    /** The SDK may send a claim twice. Then the second one finds the token of the first, which is its own. */
    private static ClaimResult resultFor(Claim claim, Map<String, AttributeValue> item) {
        if (Optional.ofNullable(item.get("token")).map(AttributeValue::s).filter(claim.token()::equals).isPresent()) {
            return ClaimResult.GRANTED;
        }
        return Optional.ofNullable(item.get("status")).map(AttributeValue::s).filter(DONE::equals).isPresent()
                ? ClaimResult.DONE
                : ClaimResult.IN_PROGRESS;
    }

    private Map<String, AttributeValue> claimItem(Claim claim, Instant now, Deadline deadline) {
        Instant leaseEnd = now.plus(deadline.remainingWithReserve()).plus(CLOCK_DIFFERENCE);
        return Map.of("id", text(id(claim.key())), "status", text("working"), "token", text(claim.token()),
                "leaseEnd", number(leaseEnd.toEpochMilli()), "expiry",
                number(leaseEnd.plus(expiry).getEpochSecond()));
    }

    @Override
    public void done(Claim claim) {
        callDynamoDb(() -> dynamoDb.putItem(put -> put.tableName(table)
                .item(Map.of("id", text(id(claim.key())), "status", text(DONE), "expiry",
                        number(clock.instant().plus(expiry).getEpochSecond())))));
    }

    /** Does nothing when another claim has replaced this one. */
    @Override
    public void release(Claim claim) {
        try {
            callDynamoDb(() -> dynamoDb.deleteItem(delete -> delete.tableName(table)
                    .key(Map.of("id", text(id(claim.key())))).conditionExpression("#token = :token")
                    .expressionAttributeNames(Map.of("#token", "token"))
                    .expressionAttributeValues(Map.of(":token", text(claim.token())))));
        } catch (ConditionalCheckFailedException claimedByAnother) {
            return;
        }
    }

    private <T> T callDynamoDb(Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (SdkException e) {
            throw new LedgerException("DynamoDB fails for the table " + table + ": " + e.getMessage(), e);
        }
    }

    private static String id(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MAX_KEY_BYTES ? key : "sha256|" + HexFormat.of().formatHex(sha256(bytes));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
