package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.infra.construct.ConnectivityCheck;
import io.github.rabbitlambda.infra.options.TestOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.constructs.IConstruct;

/** A stack of ours whose network misses one resource is refused, and the other four stacks are not. */
class BrokenNetworkTest {

    @Test
    void refusesTheIsolatedStackWithoutTheStsEndpoint() {
        refuses(StackNames.ISOLATED, BrokenNetworkTest::isStsEndpoint, "Reachability-R11",
                "no sts interface endpoint");
    }

    @Test
    void refusesThePublicSubnetStackWithoutTheStsEndpoint() {
        refuses(StackNames.PUBLIC_SUBNET, BrokenNetworkTest::isStsEndpoint, "Reachability-R11",
                "no sts interface endpoint");
    }

    @Test
    void refusesTheIsolatedStackWhoseBrokerDoesNotLetItselfIn() {
        refuses(StackNames.ISOLATED, BrokenNetworkTest::isSelfRule, "Reachability-R8", "5671");
    }

    @Test
    void refusesTheNatStackWithoutTheRouteToTheGateway() {
        refuses(StackNames.NAT, construct -> construct instanceof CfnRoute route && route.getNatGatewayId() != null,
                "Reachability-R11", "0.0.0.0/0");
    }

    private static boolean isStsEndpoint(IConstruct construct) {
        return construct instanceof CfnVPCEndpoint endpoint && endpoint.getServiceName().endsWith(".sts");
    }

    private static boolean isSelfRule(IConstruct construct) {
        return construct instanceof CfnSecurityGroupIngress rule
                && rule.getGroupId().equals(rule.getSourceSecurityGroupId());
    }

    private static void refuses(String name, Predicate<IConstruct> removed, String rule, String sentence) {
        App app = Synthesis.app(Map.of(), false);
        Validations.of(app).addPlugins(new ConnectivityCheck());
        RabbitLambda.addStacks(app, TestOptions.of(Map.of()));
        remove((Stack) app.getNode().findChild(name), removed);
        assertThatThrownBy(app::synth).hasMessageContaining("ERROR FAILS: ").hasMessageContaining(rule)
                .hasMessageContaining(sentence).hasMessageContaining(name)
                .satisfies(thrown -> StackNames.all().stream().filter(other -> !other.equals(name))
                        .forEach(other -> assertThat(thrown.getMessage()).doesNotContain(other)));
    }

    private static void remove(Stack stack, Predicate<IConstruct> removed) {
        List<IConstruct> constructs = stack.getNode().findAll().stream().filter(removed).toList();
        assertThat(constructs).isNotEmpty();
        constructs.forEach(construct -> construct.getNode().getScope().getNode()
                .tryRemoveChild(construct.getNode().getId()));
    }
}
