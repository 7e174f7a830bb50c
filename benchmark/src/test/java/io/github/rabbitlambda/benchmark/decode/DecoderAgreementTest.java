package io.github.rabbitlambda.benchmark.decode;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecoderAgreementTest {
    @ParameterizedTest
    @EnumSource
    void allDecodersReturnTheSame(Shape shape) {
        assertThatCode(() -> DecoderAgreement.requireSame(shape.event(20))).doesNotThrowAnyException();
    }

    @Test
    void namesADecoderThatReturnsSomethingElse() {
        assertThatThrownBy(() -> DecoderAgreement.require(Decoder.DATABIND, List.of("a", "b"), List.of("a", "c")))
                .hasMessage(
                        "all decoders must return the same, but jackson-databind, records differs in message 1: c, not b");
        assertThatThrownBy(() -> DecoderAgreement.require(Decoder.DATABIND, List.of("a", "b"), List.of("a")))
                .hasMessageEndingWith("differs in message 1: nothing, not b");
    }
}
