package io.github.rabbitlambda.constructs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VpcCidrTest {
    @ParameterizedTest
    @CsvSource({"10.0.0.0/16,128,10.0.0.0/24,10.0.2.0/24,10.0.128.0/24,10.0.130.0/24",
            "172.31.0.0/19,128,172.31.0.0/27,172.31.0.64/27,172.31.16.0/27,172.31.16.64/27",
            "192.168.255.0/24,4,192.168.255.0/27,192.168.255.64/27,192.168.255.128/27,192.168.255.192/27"})
    void hasTwoSubnetsForEachZone(String block, int zones, String first, String third, String nat, String thirdNat) {
        VpcCidr cidr = new VpcCidr(block);
        assertThat(cidr.zones()).isEqualTo(zones);
        assertThat(cidr.brokerSubnet(0)).isEqualTo(first);
        assertThat(cidr.brokerSubnet(2)).isEqualTo(third);
        assertThat(cidr.natSubnet(0)).isEqualTo(nat);
        assertThat(cidr.natSubnet(2)).isEqualTo(thirdNat);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.255.0.0/16", "172.16.0.0/16", "172.31.0.0/16", "192.168.0.0/16", "10.1.2.0/24"})
    void takesPrivateBlocks(String block) {
        assertThat(new VpcCidr(block).block()).isEqualTo(block);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/15", "10.0.0.0/25", "11.0.0.0/16", "172.15.0.0/16", "172.32.0.0/16",
            "192.169.0.0/16", "10.256.0.0/16", "10.0.0.0", "10.0.0/16", "fd00::/16", "10.0.0.0/016"})
    void refusesOtherBlocks(String block) {
        assertThatThrownBy(() -> new VpcCidr(block)).isInstanceOf(Refusal.class)
                .hasMessage("vpcCidr must be a private block from /16 to /24 such as 10.0.0.0/16 (given " + block
                        + "): each zone has two subnets in it");
    }

    @ParameterizedTest
    @CsvSource({"10.0.1.0/16,10.0.0.0/16", "10.0.0.1/24,10.0.0.0/24", "10.0.24.0/20,10.0.16.0/20"})
    void refusesBlocksThatBeginElsewhere(String block, String meant) {
        assertThatThrownBy(() -> new VpcCidr(block)).isInstanceOf(Refusal.class)
                .hasMessage("vpcCidr must be " + meant + " (given " + block
                        + "): a block begins at a multiple of its size");
    }
}
