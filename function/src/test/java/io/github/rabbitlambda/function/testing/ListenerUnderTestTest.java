package io.github.rabbitlambda.function.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.function.MessageHandler;
import io.github.rabbitlambda.function.OutageException;
import io.github.rabbitlambda.function.RabbitMqListener;
import io.github.rabbitlambda.function.SettingException;
import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.UndecodableRecord;
import io.github.rabbitlambda.function.testing.BatchOutcome.Parked;

// a test that waited for a pause before a retry or for the hold of an outage would not end in time
@Timeout(5)
class ListenerUnderTestTest {
    private static final IllegalStateException FAILURE = new IllegalStateException("out of stock");

    private static final class Listener extends RabbitMqListener {
        Listener(MessageHandler handler) {
            super(handler);
        }

        @Override
        protected Optional<String> orderingKey(Message message) {
            return Optional.of(message.properties().type().orElseThrow(() -> FAILURE));
        }
    }

    @Test
    void tellsWhatWasProcessedAndWhatWasParkedAfterWhichAttempts() {
        ListenerUnderTest listener = ListenerUnderTest.of(new Listener((message, context) -> {
            if (message.body().text().equals("bad")) {
                throw FAILURE;
            }
        })).withSetting("LISTENER_ATTEMPTS", "3").withSetting("LISTENER_BACKOFF_MILLIS", "8000");

        BatchOutcome outcome = listener.handle(TestMessage.of("good"), TestMessage.of("bad"), TestMessage.of("good"));

        assertThat(outcome.processed()).isEqualTo(2);
        assertThat(outcome.retried()).isEqualTo(2);
        assertThat(outcome.comesBack()).isEmpty();
        assertThat(outcome.parked()).singleElement().satisfies(parked -> {
            assertThat(((Message) parked.delivery()).body().text()).isEqualTo("bad");
            assertThat(parked.attempts()).isEqualTo(3);
            assertThat(parked.errorClass()).isEqualTo(FAILURE.getClass().getName());
            assertThat(parked.errorMessage()).isEqualTo(FAILURE.getMessage());
        });
    }

    @Test
    void tellsWithoutWaitingThatABatchComesBack() {
        ListenerUnderTest listener = ListenerUnderTest.of(new Listener((message, context) -> {
            throw new OutageException("database");
        }));

        BatchOutcome outcome = listener.handle(TestMessage.of("a"), TestMessage.of("b"));

        assertThat(outcome.comesBack())
                .contains("the whole batch comes back (2 records, 0 processed): the handler reported an outage");
        assertThat(outcome.processed()).isZero();
        assertThat(outcome.parked()).isEmpty();
    }

    @Test
    void usesTheListenersOwnKeys() {
        BatchOutcome outcome = ListenerUnderTest.of(new Listener((message, context) -> {}))
                .withSetting("LISTENER_CONCURRENCY", "2")
                .handle(TestMessage.of("a").withType(null), TestMessage.of("b"));

        assertThat(outcome.processed()).isEqualTo(1);
        assertThat(outcome.parked()).extracting(Parked::errorMessage).containsExactly(FAILURE.getMessage());
    }

    @Test
    void handlesASavedEventWithAContextWhoseLogCanBeRead() {
        TestContext context = new TestContext(Duration.ofSeconds(5));
        Batch batch = Batch.decode("{\"rmqMessagesByQueue\":{\"q::/\":[1]}}".getBytes(StandardCharsets.UTF_8));

        BatchOutcome outcome = ListenerUnderTest.of(new Listener((message, ignored) -> {})).handle(batch, context);

        assertThat(outcome.parked()).singleElement().satisfies(parked -> {
            assertThat(parked.delivery()).isInstanceOf(UndecodableRecord.class);
            assertThat(parked.attempts()).isZero();
            assertThat(parked.errorClass()).isEqualTo("undecodable");
            assertThat(parked.errorMessage()).isNotBlank();
        });
        assertThat(context.log()).singleElement().asString().contains("record failed");
    }

    @Test
    void givesTheHandlerItsContext() {
        TestContext context = TestContext.frozen(Duration.ofMillis(20_001));

        ListenerUnderTest.of(new Listener((message, given) -> given.getLogger()
                .log((given.getFunctionName() + " " + given.getRemainingTimeInMillis())
                        .getBytes(StandardCharsets.UTF_8))))
                .handle(TestMessage.batch(TestMessage.of("a")), context);

        assertThat(context.log()).isEqualTo(List.of("listener 20001"));
    }

    @Test
    void refusesAWrongSetting() {
        ListenerUnderTest listener = ListenerUnderTest.of(new Listener((message, context) -> {}))
                .withSetting("LISTENER_ATTEMPTS", "0");

        assertThatThrownBy(() -> listener.handle(TestMessage.of("a"))).isInstanceOf(SettingException.class)
                .hasMessage("LISTENER_ATTEMPTS must be between 1 and 100 (given 0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LISTENER_FAILURE_QUEUE_URL", "LISTENER_FAILURE_BUCKET", "LISTENER_IDEMPOTENCY_TABLE"})
    void refusesServicesOfAws(String name) {
        ListenerUnderTest listener = ListenerUnderTest.of(new Listener((message, context) -> {}));

        assertThatThrownBy(() -> listener.withSetting(name, "x")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + " names a service of AWS, and a listener under test has none: what it parks is in "
                        + "the outcome");
    }
}
