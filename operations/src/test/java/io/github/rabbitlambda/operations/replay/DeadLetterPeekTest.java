package io.github.rabbitlambda.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.github.rabbitlambda.operations.DeadLetters;
import io.github.rabbitlambda.operations.OperationFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a peek shows of dead letters. */
class DeadLetterPeekTest extends PeekFixture {
    @Test
    void showsDeadLettersInTheirOrderAndLeavesThemAsTheyWere() throws Exception {
        dead("a", "b", "c", "d");

        for (int look = 0; look < 3; look++) {
            assertThat(messages(replay(Map.of("source", "dead-letter", "peek", 3))))
                    .extracting(shown -> shown.get("id")).containsExactly("a", "b", "c");
            new DeadLetters(channel).awaitDepth("orders.dead", 4);
        }
        assertThat(replay(DEAD)).containsEntry("looked", 4).containsEntry("left", 4);

        for (String id : List.of("a", "b", "c", "d")) {
            GetResponse message = await().until(() -> channel.basicGet("orders.dead", true), got -> got != null);
            assertThat(id(message)).isEqualTo(id);
            assertThat(message.getBody()).asString().isEqualTo("body of " + id);
        }
    }

    @Test
    void showsWhyAndWhenAMessageDied() throws Exception {
        dead("a");

        assertThat(only(replay(DEAD))).containsEntry("id", "a").containsEntry("queue", "orders")
                .containsEntry("reason", "rejected").containsEntry("deaths", 1)
                .containsEntry("properties", Map.of("messageId", "a"))
                .containsEntry("body", Map.of("bytes", 9, "text", "body of a")).satisfies(shown -> {
                    assertThat(shown.get("deadAt").toString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
                    assertThat((int) shown.get("ageSeconds")).isBetween(0, 120);
                });
    }

    @Test
    void showsEveryTypeOfHeaderAndPackedBodies() throws Exception {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("text", "é");
        headers.put("binary", new byte[]{0, -1});
        headers.put("flag", true);
        headers.put("nothing", null);
        headers.put("list", List.of(1, "x"));
        channel.basicPublish("", "orders.dead", new BasicProperties.Builder().headers(headers).contentEncoding("gzip")
                .build(), packed("[1.50]"));
        new DeadLetters(channel).awaitDepth("orders.dead", 1);

        Map<String, Object> expected = new LinkedHashMap<>(headers);
        expected.put("binary", Map.of("base64", "AP8="));
        assertThat(only(replay(DEAD))).doesNotContainKeys("id", "queue", "reason").satisfies(shown -> {
            assertThat(shown).extractingByKey("headers", MAP).containsAllEntriesOf(expected);
            assertThat(shown.get("body").toString()).matches("\\{bytes=\\d+, json=\\[1\\.50]}");
        });
    }

    @Test
    void showsNothingOfEmptyQueues() {
        assertThat(replay(PARKED)).isEqualTo(Map.of("looked", 0, "left", 0L, "messages", List.of()));
        assertThat(replay(DEAD)).isEqualTo(Map.of("looked", 0, "left", 0, "messages", List.of()));
    }

    @Test
    void saysThatTheDeadLetterQueueIsMissing() throws Exception {
        channel.queueDelete("orders.dead");

        assertThatThrownBy(() -> replay(DEAD)).isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("The dead-letter queue orders.dead could not be read: 404 NOT_FOUND");
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
