package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import com.amazonaws.services.lambda.runtime.Context;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.function.testing.TestContext;
import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Message;

/**
 * Different messages have different keys, or none.
 */
class IdempotencyKeysTest {
    private static final String ARN = "arn:aws:mq:eu-west-1:111122223333:broker:shop:b-1";

    private final TestContext context = new TestContext();

    @Test
    void aKeyHasTheBrokerTheQueueAndTheUsersKey() {
        assertThat(key(ARN, "orders::/", "m-1")).contains(ARN + "|orders::/|m-1");
        assertThat(key(null, "orders::/", "m-1")).contains("|orders::/|m-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u00a0", "\u2003\u3000", "\u0000", "\u0001\u001f\u007f\u0085", "\u200b",
            "\u200b\u200c\u200d\u2060", "\ufeff", "\u00ad", "\u202e", "\u2028\u2029", "\u3164", "\u2800",
            "\u115f\u1160",
            "\ufe0f", "\u180e", "\u034f", "\udb40\udc01", "\udb40\udd00", " \u200b\u0000 "})
    void aBlankKeyIsNone(String blank) {
        assertThat(key(ARN, "q::/", blank)).isEmpty();
        assertThat(key(ARN, "q::/", blank + "x" + blank)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufffd", "order \ufffd", "\ufffd7"})
    void aKeyWithBytesThatWereNoUtf8IsNone(String key) {
        assertThat(key(ARN, "q::/", key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "null", "?", "-", ".", "\u00e9", "\ud83d\ude00", "\ud83d", "\ufffc"})
    void anyOtherKeyIsOne(String key) {
        assertThat(key(ARN, "q::/", key)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "{00000000-0000-0000-0000-000000000000}",
            "(00000000-0000-0000-0000-000000000000)", "00000000000000000000000000000000"})
    void anAllZeroGuidIsAKeyAndAWarningOnceABatch(String guid) {
        IdempotencyKeys keys = keys(ARN, Optional.of(guid));

        assertThat(keys.ledgerKey(message("q::/"))).contains(ARN + "|q::/|" + guid);
        assertThat(keys.ledgerKey(message("q::/"))).isPresent();

        assertThat(context.log()).containsExactly("{\"event\":\"the idempotency key is an all-zero GUID: messages with"
                + " it count as one message, so all but the first are skipped; give each message an id of its own\","
                + "\"queue\":\"q\",\"virtualHost\":\"/\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000001", "0000000000000000000000000000000",
            "x00000000-0000-0000-0000-000000000000", "0"})
    void noOtherKeyIsWarnedOf(String key) {
        keys(ARN, Optional.of(key)).ledgerKey(message("q::/"));

        assertThat(context.log()).isEmpty();
    }

    @Test
    void aKeyThatIsNullIsTheUsersMistake() {
        assertThatThrownBy(() -> keys(ARN, nullOptional()).ledgerKey(message("q::/")))
                .hasMessage("idempotencyKey returned null; expected an Optional, which is empty for a message without a"
                        + " key");
    }

    /** Each place of a triple may hold what separates the places, and halves of surrogate pairs. */
    @Test
    void differentTriplesHaveDifferentKeysInUtf8Too() {
        Map<String, List<Object>> triples = new HashMap<>();
        RandomGenerator random = new SplittableRandom(12);
        for (int i = 0; i < 200_000; i++) {
            String queue = (text(random) + "::" + text(random)).replace('\ud83d', 'b').replace('\ude00', 'c');
            List<Object> triple = List.of(text(random), queue, text(random));
            Optional<String> key = keys((String) triple.get(0), Optional.of((String) triple.get(2)))
                    .ledgerKey(message((String) triple.get(1)));
            if (key.isPresent()) {
                String bytes = new String(key.get().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                List<Object> before = triples.putIfAbsent(bytes, triple);
                assertThat(before == null ? triple : before).as("seed 12, %s", key.get()).isEqualTo(triple);
            }
        }
        assertThat(triples).hasSizeGreaterThan(10_000);
    }

    private static String text(RandomGenerator random) {
        List<String> pieces = List.of("|", "\\", "a", ":", "\ud83d", "\ude00", "?", "ud83d", "\\ud83d", "/");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    private Optional<String> key(@Nullable String broker, String queue, String key) {
        return keys(broker, Optional.of(key)).ledgerKey(message(queue));
    }

    private IdempotencyKeys keys(@Nullable String broker, Optional<String> key) {
        return new IdempotencyKeys(new UserCode() {
            @Override
            public void handle(Message message, Context context) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<String> orderingKey(Message message) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<String> idempotencyKey(Message message) {
                return key;
            }
        }, Optional.ofNullable(broker), Invocation.of(context, Settings.of(Map.of())));
    }

    @SuppressWarnings({"NullAway", "OptionalAssignedToNull"})
    private static Optional<String> nullOptional() {
        return null;
    }

    private static Message message(String queue) {
        String json = new JsonText().begin('{').name("rmqMessagesByQueue").begin('{').name(queue)
                .literal("[{\"data\":\"\"}]").end('}').end('}').toString();
        return (Message) Batch.decode(json.getBytes(StandardCharsets.US_ASCII)).deliveries().getFirst();
    }
}
