package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class PoisonTest {
    private static List<Poison> mixed(int messages) {
        return IntStream.range(0, messages).mapToObj(Poison::mixed).filter(kind -> kind != Poison.NONE).toList();
    }

    @Test
    void isOneInAHundredOfTheDrillsMessages() {
        assertThat(mixed(1000)).hasSize(10);
        assertThat(mixed(40_000)).hasSize(400);
    }

    @Test
    void isOfEveryKindInTheSmallDrill() {
        assertThat(EnumSet.copyOf(mixed(2000))).isEqualTo(EnumSet.complementOf(EnumSet.of(Poison.NONE)));
    }

    @Test
    void isOfSeveralKindsInTheBatchesThatHaveIt() {
        for (int batch = 0; batch < 20_000; batch += 32) {
            List<Poison> kinds = IntStream.range(batch, batch + 32).mapToObj(Poison::mixed)
                    .filter(kind -> kind != Poison.NONE).toList();
            assertThat(kinds).as("of batch %d", batch / 32).doesNotHaveDuplicates();
        }
    }
}
