package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Fixtures;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * Which messages count as the same one in an idempotency table, and what a key that throws does.
 */
class IdempotencyOfMessagesTest extends IdempotencyFixture {
    @Test
    void theSameIdInAnotherQueueIsAnotherMessage() {
        TestListener listener = listener(this::handle);

        listener.handle(Batch.decode(Events.utf8("{\"rmqMessagesByQueue\":{\"a::/\":[" + record("x") + "],\"b::/\":["
                + record("x") + "]}}")), new TestContext());

        assertThat(handled).containsExactly("x", "x");
    }

    @Test
    void messagesWithoutIdAreHandledUncheckedAndCounted() {
        TestListener listener = listener(this::handle);

        listener.handle(Batch.decode(Events.withRecords("{\"data\":\"\"}", "{\"data\":\"\"}", record("a"))),
                new TestContext());

        assertThat(handled).containsExactly("-", "-", "a");
        assertThat(listener.metrics()).contains("\"Unchecked\":2", "\"Processed\":3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22-empty-message-ids", "23-blank-message-ids"})
    void messagesWithABlankIdAreHandledUncheckedAndCounted(String fixture) {
        List<String> bodies = new CopyOnWriteArrayList<>();
        TestListener listener = listener((message, context) -> bodies.add(message.body().text()));

        listener.handle(Batch.decode(Fixtures.event(fixture)), new TestContext());

        assertThat(bodies).containsExactly("order 0", "order 1", "order 2");
        assertThat(listener.metrics()).contains("\"Unchecked\":3", "\"Processed\":3", "\"Duplicates\":0");
    }

    @Test
    void aBlankKeyOfTheUserIsNone() {
        TestListener listener = listener(this::handle).identifiedBy(message -> Optional.of("\u200b"));

        listener.handle(batch("a", "b"), new TestContext());

        assertThat(handled).containsExactly("a", "b");
        assertThat(listener.metrics()).contains("\"Unchecked\":2");
    }

    @Test
    void keysThatDifferOnlyInHalfASurrogatePairAreDifferent() {
        TestListener listener = listener(this::handle)
                .identifiedBy(message -> Optional.of(id(message).equals("a") ? "x\ud83d" : "x\ud83c"));

        listener.handle(batch("a", "b", "a"), new TestContext());

        assertThat(handled).containsExactly("a", "b");
        assertThat(listener.metrics()).contains("\"Duplicates\":1");
    }

    @Test
    void theSameIdOfTheSameQueueOnAnotherBrokerIsAnotherMessage() {
        TestListener listener = listener(this::handle);

        for (String broker : List.of("b-1", "b-2", "b-1")) {
            listener.handle(Batch.decode(Events.utf8("{\"eventSourceArn\":\"" + broker
                    + "\",\"rmqMessagesByQueue\":{\"a::/\":[" + record("x") + "]}}")), new TestContext());
        }

        assertThat(handled).containsExactly("x", "x");
    }

    @Test
    void aMessageWhoseKeyThrowsIsParkedAndTheOthersAreHandled() {
        TestListener listener = listener(this::handle).identifiedBy(message -> {
            if (id(message).equals("a")) {
                throw new IllegalArgumentException("no key");
            }
            return message.properties().messageId();
        });

        listener.handle(batch("a", "b"), new TestContext());

        assertThat(handled).containsExactly("b");
        assertThat(listener.parked).singleElement().satisfies(failure -> {
            assertThat(failure.attempts()).isZero();
            assertThat(failure.message()).isEqualTo("no key");
        });
    }

    @Test
    void aCheckedExceptionAndANullInTheIdempotencyKeyParkTheirMessages() {
        TestListener listener = listener(this::handle).identifiedBy(message -> {
            switch (id(message)) {
                case "a" -> NastyThrowables.<RuntimeException>sneakyThrow(new Exception("checked"));
                case "b" -> {
                    return nullOptional();
                }
                default -> {
                }
            }
            return message.properties().messageId();
        });

        listener.handle(batch("a", "b", "c"), new TestContext());

        assertThat(handled).containsExactly("c");
        assertThat(listener.parked).extracting(Failure::message).containsExactly("checked",
                "idempotencyKey returned null; expected an Optional, which is empty for a message without a key");
    }

    @SuppressWarnings({"NullAway", "OptionalAssignedToNull"})
    private static Optional<String> nullOptional() {
        return null;
    }

    @Test
    void anOutageInTheIdempotencyKeyParksNothing() {
        TestListener listener = listener(this::handle).identifiedBy(message -> {
            throw new IllegalStateException(new OutageException("no tenant service"));
        });

        assertThatThrownBy(() -> listener.handle(batch("a", "b"), new TestContext()))
                .isInstanceOf(BatchFailedException.class).hasMessageContaining("the handler reported an outage");
        assertThat(handled).isEmpty();
        assertThat(listener.parked).isEmpty();
    }

    @Test
    void aMissingClassInTheIdempotencyKeyParksNothing() {
        TestListener listener = listener(this::handle).identifiedBy(message -> {
            throw new NoClassDefFoundError("a library");
        });

        assertThatThrownBy(() -> listener.handle(batch("a", "b"), new TestContext()))
                .isInstanceOf(BatchFailedException.class).hasMessageContaining("the function is broken");
        assertThat(handled).isEmpty();
        assertThat(listener.parked).isEmpty();
    }
}
