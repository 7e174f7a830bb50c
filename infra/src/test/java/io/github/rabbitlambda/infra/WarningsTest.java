package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {

    private static String report(Map<String, String> options) throws IOException {
        return Files.readString(Synthesis.unchecked(StackNames.NAT, options).assembly()
                .resolve(StackNames.NAT + ".metadata.json"));
    }

    // a cluster costs three times as much, and is for production
    @Test
    void nameAClusterOfInstancesForTesting() throws IOException {
        assertThat(report(Map.of("deploymentMode", "cluster"))).contains("deploymentMode is cluster on mq.m7g.medium,"
                + " which Amazon MQ's sizing guide calls an instance for testing: take mq.m7g.large or more for"
                + " production");
    }

    @ParameterizedTest
    @CsvSource({"cluster,mq.m7g.large", "single,mq.m7g.medium"})
    void nameNothingElse(String mode, String type) throws IOException {
        assertThat(report(Map.of("deploymentMode", mode, "instanceType", type))).doesNotContain("sizing guide");
    }

    // nothing asks for the routes of a subnet that exists
    @Test
    void nameNoRoutesOfExistingSubnets() throws IOException {
        String stack = "PrivateRabbitMqInstanceExistingVpcStack";
        assertThat(Files.readString(Synthesis.unchecked(stack, ExistingOptions.vpc()).assembly()
                .resolve(stack + ".metadata.json"))).doesNotContain("noSubnetRouteTableId");
    }
}
