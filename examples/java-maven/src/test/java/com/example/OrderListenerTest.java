package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import io.github.rabbitlambda.function.testing.BatchOutcome;
import io.github.rabbitlambda.function.testing.ListenerUnderTest;
import io.github.rabbitlambda.function.testing.TestMessage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderListenerTest {
    private final ListenerUnderTest listener = ListenerUnderTest.of(new OrderListener());

    @BeforeEach
    void start() {
        Orders.ACCEPTED.clear();
    }

    @Test
    void acceptsAnOrderForItsTenant() {
        BatchOutcome outcome = listener.handle(TestMessage.of("3 chairs").withHeader("tenant", "acme"));

        assertEquals(1, outcome.processed());
        assertEquals(List.of("acme: 3 chairs"), Orders.ACCEPTED);
    }

    @Test
    void parksAnEmptyOrderAfterTwoAttempts() {
        BatchOutcome outcome = listener.withSetting("LISTENER_ATTEMPTS", "2")
                .handle(TestMessage.of(""), TestMessage.of("1 table"));

        assertEquals(1, outcome.parked().size());
        assertEquals(2, outcome.parked().getFirst().attempts());
        assertEquals("an order must not be empty", outcome.parked().getFirst().errorMessage());
        assertEquals(List.of("nobody: 1 table"), Orders.ACCEPTED);
    }
}
