package io.github.rabbitlambda.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** What a peek shows, of the queues of {@link ReplayFixture}. */
abstract class PeekFixture extends ReplayFixture {
    static final Map<String, Object> PARKED = Map.of("source", "parked", "peek", 20);
    static final Map<String, Object> DEAD = Map.of("source", "dead-letter", "peek", 20);

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> messages(Map<String, Object> result) {
        return (List<Map<String, Object>>) result.get("messages");
    }

    static Map<String, Object> only(Map<String, Object> result) {
        assertThat(messages(result)).hasSize(1);
        return messages(result).getFirst();
    }
}
