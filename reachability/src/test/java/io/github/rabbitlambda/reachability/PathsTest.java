package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.template.Tree;

class PathsTest {
    private static final String BOTH = "interfaces in BrokerA (10.20.0.0/24) and BrokerB (10.20.1.0/24)";

    private static List<String> paths(Tree.Mapping template) {
        return Stacks.verdict(template).paths().stream().map(Path::words).toList();
    }

    @Test
    void leadThroughEndpoints() {
        assertThat(paths(Stacks.tree("G1-isolated.json"))).hasSize(4)
                .startsWith(BOTH + " → security group BrokerSg (out and in on 5671) → broker Broker (5671)",
                        BOTH + " → security group BrokerSg (out on 443) → security group EndpointSg (in on 443)"
                                + " → endpoint StsEndpoint (in Shared (10.20.2.0/24)) → service STS");
    }

    @Test
    void leadThroughNatByRouteTable() {
        assertThat(paths(Stacks.tree("G2-nat.json"))).hasSize(7).element(1).asString()
                .startsWith("interfaces in BrokerA").contains(" → security group BrokerSg (out on 443) → route ",
                        " → NAT gateway Nat (in Public) → internet gateway Igw → service STS");
    }

    @Test
    void leadStraightToAPublicBroker() {
        assertThat(paths(Stacks.tree("G3-public.json")))
                .containsExactly("service Lambda → broker Broker (public, 5671)");
    }

    @Test
    void omitServicesWithoutARoute() {
        assertThat(paths(Stacks.tree("M-no-sts-endpoint.json"))).hasSize(3)
                .noneMatch(path -> path.endsWith("service STS"));
    }
}
