package io.github.rabbitlambda.function;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.amazonaws.services.lambda.runtime.Context;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Message;

/**
 * Listeners with an idempotency table of their own, on a DynamoDB server, and batches of messages with ids.
 */
abstract class IdempotencyFixture {
    private static DynamoDbServer server;
    private static int tables;

    final List<String> handled = new CopyOnWriteArrayList<>();
    private String table = "";

    @BeforeAll
    static void start() {
        server = new DynamoDbServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void createTable() {
        table = "table-" + tables++;
        server.createTable(table);
    }

    TestListener listener(MessageHandler handler) {
        return TestListener.with("LISTENER_ATTEMPTS=1").ledger(ledger()).handler(handler);
    }

    Ledger ledger() {
        return ledger(table);
    }

    static Ledger ledger(String table) {
        return new DynamoDbLedger(server.client(), Settings.of(Map.of("LISTENER_IDEMPOTENCY_TABLE", table)),
                Clock.systemUTC());
    }

    void handle(Message message, Context context) {
        handled.add(id(message));
    }

    static String id(Message message) {
        return message.properties().messageId().orElse("-");
    }

    static Batch batch(String... ids) {
        return Batch.decode(Events
                .withRecords(Arrays.stream(ids).map(IdempotencyFixture::record).toArray(String[]::new)));
    }

    static String record(String id) {
        return Events.record("{\"messageId\":\"" + id + "\"}");
    }
}
