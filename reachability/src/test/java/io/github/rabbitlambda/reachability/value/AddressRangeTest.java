package io.github.rabbitlambda.reachability.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({"10.0.0.0/8,10.0.0.0,10.255.255.255", "10.1.2.3/32,10.1.2.3,10.1.2.3",
            "0.0.0.0/0,0.0.0.0,255.255.255.255", "10.1.2.3/24,10.1.2.0,10.1.2.255"})
    void readsBlocks(String cidr, String first, String last) {
        AddressRange block = AddressRange.parse(cidr).orElseThrow();

        assertThat(List.of(AddressRange.show(block.first()), AddressRange.show(block.last()))).containsExactly(first,
                last);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0", "10.0.0.0/33", "10.0.0/8", "256.0.0.0/8", "a.b.c.d/8", "::/0", "10.0.0.0/x", "/8"})
    void refusesWhatIsNoBlock(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }
}
