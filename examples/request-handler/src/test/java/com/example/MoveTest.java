package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;

import io.github.rabbitlambda.function.ModelEvent;
import io.github.rabbitlambda.function.testing.BatchOutcome;
import io.github.rabbitlambda.function.testing.ListenerUnderTest;
import io.github.rabbitlambda.function.testing.TestContext;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes for a batch with a bad message in its middle. */
class MoveTest {
    private static final Map<String, Object> ACME = Map.of("tenant", Map.of("bytes", List.of(97, 99, 109, 101)));

    private final RabbitMQEvent good = event("3 chairs");
    private final RabbitMQEvent withBad = event("3 chairs", "", "1 table");
    private final TestContext context = new TestContext();

    @BeforeEach
    void start() {
        Orders.ACCEPTED.clear();
    }

    @Test
    void theOldHandlerStopsAtTheBadMessageAndTheBatchComesBack() {
        assertThrows(IllegalArgumentException.class, () -> new BeforeHandler().handleRequest(withBad, context));

        assertEquals(List.of("acme: 3 chairs"), Orders.ACCEPTED);
    }

    @Test
    void theListenerParksTheBadMessageAndHandlesTheOthers() {
        BatchOutcome outcome = ListenerUnderTest.of(new OrderListener()).handle(ModelEvent.batch(withBad), context);

        assertEquals("an order must not be empty", outcome.parked().getFirst().errorMessage());
        assertEquals(List.of("acme: 3 chairs", "acme: 1 table"), Orders.ACCEPTED);
    }

    @Test
    void bothAnswerTheSameForAGoodBatch() {
        assertEquals("200", new BeforeHandler().handleRequest(good, context));
        assertEquals("200", new AdapterHandler().handleRequest(good, context));

        assertEquals(List.of("acme: 3 chairs", "acme: 3 chairs"), Orders.ACCEPTED);
    }

    private static RabbitMQEvent event(String... bodies) {
        return RabbitMQEvent.builder()
                .withRmqMessagesByQueue(Map.of("orders::/", Stream.of(bodies).map(MoveTest::message).toList())).build();
    }

    private static RabbitMessage message(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return RabbitMessage.builder().withBasicProperties(BasicProperties.builder().withHeaders(ACME).build())
                .withData(Base64.getEncoder().encodeToString(bytes)).build();
    }
}
