package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.http.client.domain.PolicyInfo;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueuePolicyTest {
    private static QueuePolicy policy(String... queues) {
        return new QueuePolicy("rabbitlambda-orders", List.of(queues),
                Map.of("delivery-limit", 500L, "delayed-retry-min", 60_000L));
    }

    private static PolicyInfo other(String name, String pattern, String applyTo, Map<String, Object> definition) {
        PolicyInfo other = new PolicyInfo(pattern, 0, applyTo, definition);
        other.setName(name);
        return other;
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.1", "a+b", "a|b", "(a)", "a\\b", "^$", "[x]", "a b", "aufträge", "a{2}",
            "a/b:c"})
    void matchesItsQueuesOnly(String queue) {
        Pattern pattern = Pattern.compile(policy(queue, "second").pattern());

        assertThat(pattern.matcher(queue).find()).isTrue();
        assertThat(pattern.matcher("second").find()).isTrue();
        assertThat(pattern.matcher(queue + "x").find()).isFalse();
        assertThat(pattern.matcher("x" + queue).find()).isFalse();
    }

    @Test
    void takesADotForADot() {
        assertThat(policy("orders.1").pattern()).isEqualTo("^(orders\\.1)$");
        assertThat(Pattern.compile(policy("orders.1").pattern()).matcher("orders-1").find()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"all,true", "queues,true", "quorum_queues,true", "classic_queues,false", "streams,false",
            "exchanges,false"})
    void sharesQueuesWithPoliciesThatReachQuorumQueues(String applyTo, boolean shared) {
        assertThat(policy("orders").sharedWith(other("theirs", "^ord", applyTo, Map.of())))
                .isEqualTo(shared ? List.of("orders") : List.of());
    }

    @Test
    void sharesOnlyWhatThePatternMatches() {
        assertThat(policy("orders.1", "orders.2").sharedWith(other("theirs", "2$", "all", Map.of())))
                .containsExactly("orders.2");
        assertThat(policy("orders").sharedWith(other("theirs", "^refunds", "all", Map.of()))).isEmpty();
    }

    @Test
    void sharesNothingWithItself() {
        assertThat(policy("orders").sharedWith(other("rabbitlambda-orders", ".*", "all", Map.of()))).isEmpty();
    }

    @Test
    void passesAPatternThatOnlyPcreReads() {
        assertThat(policy("orders").sharedWith(other("theirs", "(?R)", "all", Map.of()))).isEmpty();
    }

    @Test
    void tellsWhatAnotherPolicyLacksOrHasOtherwise() {
        assertThat(policy("orders").missingIn(other("theirs", ".*", "all",
                Map.of("delivery-limit", 20, "max-length", 5)))).containsExactly("delayed-retry-min 60000",
                        "delivery-limit 500");
        assertThat(policy("orders").missingIn(other("theirs", ".*", "all",
                Map.of("delivery-limit", 500, "delayed-retry-min", 60_000, "max-length", 5)))).isEmpty();
    }
}
