package io.github.rabbitlambda.operations.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CidrBlockTest {
    @Test
    void splitsBlocksInOrder() {
        assertThat(CidrBlock.filledUp(List.of(CidrBlock.parse("255.255.255.0/28")))).extracting(CidrBlock::toString)
                .containsExactly(
                        "255.255.255.0/28", "255.255.255.0/29", "255.255.255.8/29", "255.255.255.0/30",
                        "255.255.255.4/30");
        assertThat(CidrBlock.parse("0.0.0.0/0").contains(CidrBlock.parse("255.0.0.0/8"))).isTrue();
        assertThat(CidrBlock.parse("10.0.0.0/9").contains(CidrBlock.parse("10.128.0.0/16"))).isFalse();
    }
}
