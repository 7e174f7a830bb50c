package io.github.rabbitlambda.constructs.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerNameTest {

    // another prefix would replace the brokers of deployed stacks
    @ParameterizedTest
    @CsvSource({"PublicRabbitMqInstanceStack,Public", "PrivateRabbitMqInstanceDefaultVpcStack,PrivateDefaultVpc",
            "PrivateRabbitMqInstanceCustomVpcWithNatStack,PrivateCustomVpcWithNat",
            "PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack,PrivateCustomVpcIsolatedSubnet",
            "PrivateRabbitMqInstanceCustomVpcPublicSubnetStack,PrivateCustomVpcPublicSubnet",
            "StackOfOrders,StackOfOrders"})
    void beginsWithTheStacksName(String stack, String prefix) {
        assertThat(BrokerName.prefix(stack)).isEqualTo(prefix);
    }

    // 32, the eight characters of the stack's id, eight of a hash and two hyphens are 50, which Amazon MQ allows
    @Test
    void takesThirtyTwoCharactersOfALongName() {
        assertThat(BrokerName.prefix("s".repeat(32))).isEqualTo("s".repeat(32));
        assertThat(BrokerName.prefix("s".repeat(33))).isEqualTo("s".repeat(32));
    }

    @Test
    void hashesToEightDigitsOfSha256() {
        assertThat(ShortHash.of("abc")).isEqualTo("ba7816bf");
        assertThat(ShortHash.of("ä")).isEqualTo("33e6d73f");
    }
}
