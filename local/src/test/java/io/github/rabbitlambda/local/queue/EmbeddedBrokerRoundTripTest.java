package io.github.rabbitlambda.local.queue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.EmbeddedBroker;

class EmbeddedBrokerRoundTripTest extends SavedEventRoundTrip {
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    BrokerUri broker() {
        return broker.uri();
    }
}
