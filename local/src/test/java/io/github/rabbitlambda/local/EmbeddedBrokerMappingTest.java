package io.github.rabbitlambda.local;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.EmbeddedBroker;

/** The behaviour on the embedded broker, which is tested even if RabbitMQ is not installed. */
class EmbeddedBrokerMappingTest extends MappingBehaviour {
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

    @Override
    boolean settlesSingly() {
        return true;
    }
}
