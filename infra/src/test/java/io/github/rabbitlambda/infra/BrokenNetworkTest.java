package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.rabbitlambda.constructs.ConnectivityCheck;
import io.github.rabbitlambda.infra.options.Options;
import io.github.rabbitlambda.infra.options.TestOptions;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** Four stacks of ours, each without one resource of its network, are refused; the five complete ones beside them not. */
class BrokenNetworkTest {
    private static final Options OPTIONS = TestOptions.of(Map.of());
    private static String message = "";

    @BeforeAll
    static void synthesise() {
        App app = Synthesis.app(Map.of(), false);
        Validations.of(app).addPlugins(new ConnectivityCheck());
        RabbitLambda.addStacks(app, OPTIONS);
        broken(app, "NoEndpoint", PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack::new,
                BrokenNetworkTest::isStsEndpoint);
        broken(app, "NoPublicEndpoint", PrivateRabbitMqInstanceCustomVpcPublicSubnetStack::new,
                BrokenNetworkTest::isStsEndpoint);
        broken(app, "NoSelfRule", PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack::new,
                BrokenNetworkTest::isSelfRule);
        broken(app, "NoRoute", PrivateRabbitMqInstanceCustomVpcWithNatStack::new, BrokenNetworkTest::isNatRoute);
        message = catchThrowable(app::synth).getMessage();
    }

    private static void broken(App app, String id, BiFunction<Construct, Options, Stack> stack,
            Predicate<IConstruct> removed) {
        List<IConstruct> constructs = stack.apply(new Construct(app, id), OPTIONS).getNode().findAll().stream()
                .filter(removed).toList();
        assertThat(constructs).isNotEmpty();
        constructs.forEach(construct -> construct.getNode().getScope().getNode()
                .tryRemoveChild(construct.getNode().getId()));
    }

    private static boolean isStsEndpoint(IConstruct construct) {
        return construct instanceof CfnVPCEndpoint endpoint && endpoint.getNode().getId().equals("Sts");
    }

    private static boolean isSelfRule(IConstruct construct) {
        return construct instanceof CfnSecurityGroupIngress rule
                && rule.getGroupId().equals(rule.getSourceSecurityGroupId());
    }

    private static boolean isNatRoute(IConstruct construct) {
        return construct instanceof CfnRoute route && route.getNatGatewayId() != null;
    }

    @Test
    void refusesTheIsolatedStackWithoutTheStsEndpoint() {
        assertRefused("NoEndpoint/" + StackNames.ISOLATED, "Reachability-R11", "no sts interface endpoint");
    }

    @Test
    void refusesThePublicSubnetStackWithoutTheStsEndpoint() {
        assertRefused("NoPublicEndpoint/" + StackNames.PUBLIC_SUBNET, "Reachability-R11", "no sts interface endpoint");
    }

    @Test
    void refusesTheIsolatedStackWhoseBrokerDoesNotLetItselfIn() {
        assertRefused("NoSelfRule/" + StackNames.ISOLATED, "Reachability-R8", "5671");
    }

    @Test
    void refusesTheNatStackWithoutTheRouteToTheGateway() {
        assertRefused("NoRoute/" + StackNames.NAT, "Reachability-R11", "0.0.0.0/0");
    }

    private static void assertRefused(String path, String rule, String sentence) {
        assertThat(findings()).filteredOn(finding -> finding.contains(path)).isNotEmpty()
                .allSatisfy(finding -> assertThat(finding).startsWith("ERROR FAILS: ").contains(rule, sentence));
    }

    @Test
    void refusesNoCompleteStack() {
        assertThat(findings()).hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(finding -> assertThat(finding).containsPattern("No\\w+/P\\w+Stack/"));
    }

    private static List<String> findings() {
        return Stream.of(message.split("(?=ERROR |WARNING )")).skip(1).toList();
    }
}
