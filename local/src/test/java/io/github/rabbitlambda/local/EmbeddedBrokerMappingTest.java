package io.github.rabbitlambda.local;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.EmbeddedBroker;

/** The behaviours on the embedded broker, so that they are tested where no RabbitMQ is installed. */
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
