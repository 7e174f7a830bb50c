package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueTest {
    @ParameterizedTest
    @CsvSource({"orders::/,orders,/", "a::b::c,a::b,c", "orders,orders,/", "orders::,orders,''", "::/,'',/",
            ":::,:,''", "'','',/", "orders:/,orders:/,/"})
    void splitsAtTheLastSeparator(String key, String name, String virtualHost) {
        assertThat(Queue.of(key)).isEqualTo(new Queue(name, virtualHost));
    }
}
