package io.github.rabbitlambda.local.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {
    @Test
    void hasTheTypeThatIsWrittenWithTheSameDigits() {
        assertThat(new JsonNumber("7").amqp()).contains(7);
        assertThat(new JsonNumber("2147483648").amqp()).contains(2_147_483_648L);
        assertThat(new JsonNumber("12.5").amqp()).contains(12.5);
        assertThat(new JsonNumber("12.50").amqp()).contains(new BigDecimal("12.50"));
        assertThat(new JsonNumber("-0.0").amqp()).contains(-0.0);
    }

    @Test
    void hasADoubleOfTheSameValueWhereNoTypeIsWrittenLikeIt() {
        assertThat(new JsonNumber("1e3").amqp()).contains(1000.0);
        assertThat(new JsonNumber("5e-324").amqp()).contains(Double.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e-400", "12.345678901234567890123", "1e-99999999999", "9223372036854775808"})
    void hasNoTypeWhereTheValueWouldChange(String text) {
        assertThat(new JsonNumber(text).amqp()).isEmpty();
    }
}
