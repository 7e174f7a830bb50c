package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Message;

/**
 * No log line, metric or exception that reaches Lambda has a body, a header's value or the message of an exception from
 * user code, which may quote them.
 */
class LeakTest {
    private static final String BODY = "planted-body";
    private static final String HEADER = "planted-header";
    private static final String ERROR_MESSAGE = "planted-error-message";
    private static final String DATA = Base64.getEncoder().encodeToString(BODY.getBytes(StandardCharsets.UTF_8));

    private final TestContext context = new TestContext();

    static Stream<MessageHandler> handlers() {
        return Stream.of((message, context) -> {
            throw new IllegalArgumentException(ERROR_MESSAGE + message.body().text());
        }, (message, context) -> {
            throw new OutageException(ERROR_MESSAGE + message.body().text(), new IllegalStateException(BODY));
        }, (message, context) -> {
            throw new IllegalStateException(new IllegalArgumentException(ERROR_MESSAGE));
        }, (message, context) -> {
            throw new AssertionError(message.body().text());
        }, (message, context) -> {});
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void revealsNothingOfAMessage(MessageHandler handler) {
        TestListener listener = TestListener.with().parking(new Parking.NotConfigured()).handler(handler);

        assertThatThrownBy(() -> listener.handle(batch(), context)).isInstanceOf(BatchFailedException.class)
                .satisfies(failure -> assertClean(failure.toString())).hasNoCause();
        assertThat(context.logged).isNotEmpty().allSatisfy(LeakTest::assertClean);
        assertThat(listener.metrics()).isNotEmpty().satisfies(LeakTest::assertClean);
    }

    @Test
    void logsWhatIsNeededToFindAMessage() {
        TestListener listener = TestListener.with("LISTENER_ATTEMPTS=2").handler((message, context) -> {
            throw new IllegalArgumentException(ERROR_MESSAGE);
        });

        listener.handle(batch(), context);

        assertThat(context.logged.getFirst())
                .isEqualTo("{\"event\":\"message failed and is retried\",\"queue\":\"q\","
                        + "\"virtualHost\":\"/\",\"messageId\":\"m-1\",\"correlationId\":\"c-1\",\"traceId\":"
                        + "\"4bf92f3577b34da6a3ce929d0e0e4736\",\"attempt\":1,\"error\":\"java.lang.IllegalArgumentException\"}\n");
        assertThat(context.logged.get(1)).startsWith("{\"event\":\"record failed\",\"queue\":\"q\"")
                .contains("\"attempt\":2,\"error\":\"java.lang.IllegalArgumentException\",\"at\":\""
                        + getClass().getName());
    }

    @Test
    void toStringRevealsNothing() {
        for (Delivery delivery : batch().deliveries()) {
            assertClean(delivery.toString());
            if (delivery instanceof Message message) {
                assertClean(message.body().toString());
                assertClean(message.headers().toString());
                assertClean(message.headers().get("password").toString());
                assertClean(message.properties().toString());
            }
        }
    }

    private static void assertClean(String output) {
        assertThat(output).doesNotContain(BODY, HEADER, ERROR_MESSAGE, DATA);
    }

    private static Batch batch() {
        String message = "{\"basicProperties\":{\"messageId\":\"m-1\",\"correlationId\":\"c-1\",\"headers\":{"
                + "\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\",\"password\":\"" + HEADER
                + "\"}},\"data\":\"" + DATA + "\"}";
        String undecodable = "{\"basicProperties\":{\"priority\":\"" + HEADER + "\",\"timestamp\":\"" + ERROR_MESSAGE
                + "\",\"headers\":\"" + HEADER + "\"},\"data\":\"*" + DATA + "\"}";
        return Batch.decode(Events.withRecords(message, undecodable));
    }
}
