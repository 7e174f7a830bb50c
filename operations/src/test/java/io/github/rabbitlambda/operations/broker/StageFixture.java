package io.github.rabbitlambda.operations.broker;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.github.rabbitlambda.operations.Stage;

/** Each test has a virtual host of its own on a real broker. */
@NeedsRealBroker
abstract class StageFixture {
    Stage stage;
    RealBroker broker;

    @BeforeEach
    void start(RealBroker node) throws Exception {
        broker = node;
        stage = new Stage(node);
    }

    @AfterEach
    void stop() {
        stage.close();
    }
}
