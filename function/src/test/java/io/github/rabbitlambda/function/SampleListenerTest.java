package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.testing.TestContext;

class SampleListenerTest {
    private final TestContext context = new TestContext();
    private final SampleListener listener = new SampleListener();

    @Test
    void logsTheQueueAndIdOfAMessageButNotItsBody() throws Exception {
        handle("{\"messageId\":\"m-1\",\"type\":\"order\"}", false);
        handle("{}", false);

        assertThat(context.log()).containsExactly("received q::/ id=m-1 type=order size=4\n",
                "received q::/ id=- type=- size=4\n");
    }

    @Test
    void refusesTheFirstDeliveryOfAMessageThatAsksForIt() {
        String asks = "{\"headers\":{\"x-sample-refuse-first-delivery\":true}}";

        assertThatThrownBy(() -> handle(asks, false)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the sample refuses this message's first delivery, as its header"
                        + " x-sample-refuse-first-delivery asks");
        assertThatCode(() -> handle(asks, true)).doesNotThrowAnyException();
        assertThatCode(() -> handle("{\"headers\":{\"x-sample-refuse-first-delivery\":false}}", false))
                .doesNotThrowAnyException();
    }

    private void handle(String properties, boolean redelivered) throws Exception {
        String record = Events.record(properties).replace("\"redelivered\":false", "\"redelivered\":" + redelivered);
        listener.handler().handle((Message) Events.only(record), context);
    }
}
