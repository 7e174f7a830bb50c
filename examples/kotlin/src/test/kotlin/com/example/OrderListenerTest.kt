package com.example

import io.github.rabbitlambda.function.testing.ListenerUnderTest
import io.github.rabbitlambda.function.testing.TestMessage
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test

class OrderListenerTest {
    private val listener = ListenerUnderTest.of(OrderListener())

    @BeforeEach
    fun start() {
        Orders.accepted.clear()
    }

    @Test
    fun `accepts an order for its tenant`() {
        val outcome = listener.handle(TestMessage.of("3 chairs").withHeader("tenant", "acme"))

        assertEquals(1, outcome.processed())
        assertEquals(listOf("acme: 3 chairs"), Orders.accepted)
    }

    @Test
    fun `parks an empty order after two attempts`() {
        val outcome = listener.withSetting("LISTENER_ATTEMPTS", "2")
            .handle(TestMessage.of(""), TestMessage.of("1 table"))

        assertEquals(listOf("an order must not be empty"), outcome.parked().map { it.errorMessage() })
        assertEquals(listOf("nobody: 1 table"), Orders.accepted)
    }
}
