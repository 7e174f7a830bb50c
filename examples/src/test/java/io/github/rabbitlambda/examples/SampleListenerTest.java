package io.github.rabbitlambda.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Message;

class SampleListenerTest {
    private final RecordingLogger logger = new RecordingLogger();

    @Test
    void logsTheQueueAndIdOfAMessageButNotItsBody() {
        handle("{\"messageId\":\"m-1\",\"type\":\"order\"}", false);
        handle("{}", false);

        assertThat(logger.logged).containsExactly("received q::/ id=m-1 type=order size=4\n",
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

    private void handle(String properties, boolean redelivered) {
        String event = "{\"rmqMessagesByQueue\":{\"q::/\":[{\"basicProperties\":%s,\"redelivered\":%s,\"data\":\"Ym9keQ==\"}]}}"
                .formatted(properties, redelivered);
        Batch batch = Batch.decode(event.getBytes(StandardCharsets.UTF_8));
        SampleListener.handle((Message) batch.deliveries().getFirst(), contextWith(logger));
    }

    /** A context of which the sample may use the logger only. */
    private static Context contextWith(LambdaLogger logger) {
        return (Context) Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[]{Context.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getLogger");
                    return logger;
                });
    }

    private static final class RecordingLogger implements LambdaLogger {
        private final List<String> logged = new ArrayList<>();

        @Override
        public void log(String message) {
            logged.add(message);
        }

        @Override
        public void log(byte[] message) {
            throw new AssertionError("the sample logs text");
        }
    }
}
