package io.github.rabbitlambda.infra;

import static io.github.rabbitlambda.infra.ExistingOptions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.infra.options.Context;
import io.github.rabbitlambda.infra.options.Target;
import io.github.rabbitlambda.infra.options.TestOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;

/** A VPC that the CDK has looked up: cdk.context.json has the answer. */
class VpcLookupTest {
    private static final String STACK = "PrivateRabbitMqInstanceExistingVpcStack";
    private static final String VPC = "vpc-0123456789abcdef0";
    private static final String ANSWER = "vpc-provider:account=111122223333:filter.vpc-id=" + VPC
            + ":region=us-east-1:returnAsymmetricSubnets=true";

    /** Each subnet is its name and, after a slash, its zone. */
    private static Map<String, Object> group(String type, String... subnets) {
        return Map.of("name", type, "type", type, "subnets", List.of(subnets).stream().map(subnet -> subnet.split("/"))
                .map(parts -> Map.of("subnetId", "subnet-" + parts[0], "cidr", "10.0.0.0/24", "availabilityZone",
                        "us-east-1" + parts[1], "routeTableId", "rtb-1"))
                .toList());
    }

    private static String subnets(String mode, List<Map<String, Object>> groups) {
        Map<String, String> options = with(Map.of("vpcId", VPC, "vpcLookup", "true"), Map.of("deploymentMode", mode));
        App app = Synthesis.app(options, false);
        app.getNode().setContext(ANSWER, Map.of("vpcId", VPC, "vpcCidrBlock", "10.0.0.0/16", "ownerAccountId",
                "111122223333", "availabilityZones", List.of(), "subnetGroups", groups));
        RabbitLambda.addStack(app, STACK, TestOptions
                .of(new Context(options, Optional.of(new Target("111122223333", "us-east-1")))));
        return new Template(Synthesis.read(Path.of(app.synth().getDirectory(), STACK + ".template.json")))
                .only("AWS::AmazonMQ::Broker").get("SubnetIds").toString();
    }

    // Amazon MQ refuses two subnets of a zone
    @Test
    void takesAPrivateSubnetOfEachZone() {
        List<Map<String, Object>> groups = List.of(group("Public", "1/a", "2/b"),
                group("Private", "3/a", "4/a", "5/b"));
        assertThat(subnets("cluster", groups)).isEqualTo("[\"subnet-3\",\"subnet-5\"]");
        assertThat(subnets("single", groups)).isEqualTo("[\"subnet-3\"]");
        assertThat(subnets("single", List.of(group("Isolated", "6/c")))).isEqualTo("[\"subnet-6\"]");
    }

    // in a public subnet a mapping without a public address reaches nothing
    @ParameterizedTest
    @ValueSource(strings = {"single", "cluster"})
    void refusesAVpcWithoutPrivateSubnets(String mode) {
        int needed = mode.equals("single") ? 1 : 2;
        for (List<Map<String, Object>> groups : List.of(List.of(group("Public", "1/a", "2/b")),
                List.<Map<String, Object>>of())) {
            assertThatThrownBy(() -> subnets(mode, groups)).isInstanceOf(Refusal.class)
                    .hasMessage(
                            "subnetIds must be given (given nothing): vpcLookup found private subnets in 0 zones of "
                                    + VPC + ", and the broker needs " + needed);
        }
    }

    @Test
    void refusesAClusterInOneZone() {
        assertThatThrownBy(() -> subnets("cluster", List.of(group("Private", "3/a", "4/a"))))
                .isInstanceOf(Refusal.class).hasMessage("subnetIds must be given (given nothing): vpcLookup found"
                        + " private subnets in 1 zones of " + VPC + ", and the broker needs 2");
    }
}
