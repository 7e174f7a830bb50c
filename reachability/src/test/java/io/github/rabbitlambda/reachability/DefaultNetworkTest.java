package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** A broker without subnets and groups, whose endpoints take theirs from a custom resource. */
class DefaultNetworkTest {
    private static final Tree.Mapping TEMPLATE = DefaultVpcStack.template();
    private static final String STS = "Resources/StsEndpoint/Properties/";

    private static Tree attribute(String name) {
        return Tree.mapping("Fn::GetAtt", name);
    }

    /** STS with a group of the template whose only rule is the given one. */
    private static Tree.Mapping withOwnGroup(Object vpc, Tree.Mapping rule) {
        Tree.Mapping grouped = Stacks.with(TEMPLATE, "Resources/Own", Tree.mapping("Type", "AWS::EC2::SecurityGroup",
                "Properties", Tree.mapping("VpcId", vpc, "SecurityGroupIngress", List.of(rule))));
        return Stacks.with(grouped, STS + "SecurityGroupIds", List.of(attribute("Own.GroupId")));
    }

    private static Tree.Mapping rule(int port, String peer, Object value) {
        return Tree.mapping("IpProtocol", "tcp", "FromPort", port, "ToPort", port, peer, value);
    }

    @Test
    void tellsThePathsAndEachAssumptionOnce() {
        Verdict verdict = Stacks.verdict(TEMPLATE);

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.CONNECTS_IF);
        assertThat(verdict.paths()).extracting(Path::target).containsExactly("broker", "STS", "Secrets Manager",
                "Lambda");
        assertThat(verdict.paths()).extracting(Path::words).element(1).asString()
                .isEqualTo("interfaces in the default VPC → security group default (lets itself in, and everything out)"
                        + " → endpoint StsEndpoint → service STS");
        assertThat(verdict.words()).containsOnlyOnce("the account has a default VPC in the Region")
                .containsOnlyOnce("DNS support and DNS hostnames are on in the default VPC");
    }

    @Test
    void assumesNothingWhereAServiceHasNoEndpoint() {
        Verdict verdict = Stacks.verdict(Stacks.without(TEMPLATE, "StsEndpoint"));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.UNKNOWN);
        assertThat(verdict.words()).contains("unknown: the route to STS: the default VPC, where broker `Broker` is")
                .doesNotContain("assumed:");
        assertThat(verdict.paths()).extracting(Path::target).containsExactly("broker", "Secrets Manager", "Lambda");
    }

    @Test
    void asksThePolicyOfTheEndpoint() {
        Tree.Mapping refusing = Stacks.with(TEMPLATE, STS + "PolicyDocument",
                Tree.mapping("Statement", List.of(Tree.mapping("Effect", "Deny", "Principal", "*", "Action", "*",
                        "Resource", "*"))));
        assertThat(Stacks.verdict(refusing).words()).startsWith("FAILS").contains("[R14]");
    }

    @Test
    void assumesTheRegionThatAnEndpointNames() {
        assertThat(Stacks.verdict(Stacks.with(TEMPLATE, STS + "ServiceName", "com.amazonaws.eu-west-1.sts")).words())
                .startsWith("CONNECTS_IF").contains("the stack is deployed in eu-west-1");
    }

    @ParameterizedTest
    @CsvSource({"443,172.31.0.0/16,CONNECTS_IF", "443,0.0.0.0/0,CONNECTS_IF", "443,172.31.0.0/17,UNKNOWN",
            "444,172.31.0.0/16,UNKNOWN"})
    void needsARuleForTheDefaultVpc(int port, String block, Verdict.Kind kind) {
        Tree.Mapping template = withOwnGroup(attribute("Network.VpcId"), rule(port, "CidrIp", block));
        assertThat(Stacks.verdict(template).kind()).isEqualTo(kind);
    }

    @Test
    void takesPeersOfARuleFromTheCustomResource() {
        Object vpc = attribute("Network.VpcId");
        assertThat(Stacks.verdict(withOwnGroup(vpc, rule(443, "CidrIp", attribute("Network.Cidr")))).kind())
                .isEqualTo(Verdict.Kind.CONNECTS_IF);
        assertThat(Stacks.verdict(
                withOwnGroup(vpc, rule(443, "SourceSecurityGroupId", attribute("Network.GroupId")))).kind())
                .isEqualTo(Verdict.Kind.CONNECTS_IF);
        assertThat(Stacks.verdict(withOwnGroup(vpc, rule(443, "SourceSecurityGroupId", "sg-1"))).kind())
                .isEqualTo(Verdict.Kind.UNKNOWN);
    }

    @Test
    void needsTheGroupInTheDefaultVpc() {
        Tree.Mapping elsewhere = withOwnGroup("vpc-1", rule(443, "CidrIp", "172.31.0.0/16"));
        assertThat(Stacks.verdict(elsewhere).kind()).isEqualTo(Verdict.Kind.UNKNOWN);
    }

    @Test
    void usesTheDefaultGroupOfAnEndpointWithoutGroups() {
        assertThat(Stacks.verdict(Stacks.with(TEMPLATE, STS + "SecurityGroupIds", null)).kind())
                .isEqualTo(Verdict.Kind.CONNECTS_IF);
    }

    @Test
    void followsCustomResourcesThatReadTheBrokerThroughAnother() {
        Tree.Mapping chained = Stacks.with(TEMPLATE, "Resources/Second",
                Tree.mapping("Type", "Custom::Second", "Properties", Tree.mapping("Vpc", attribute("Network.VpcId"))));
        assertThat(Stacks.verdict(Stacks.with(chained, STS + "VpcId", attribute("Second.VpcId"))).kind())
                .isEqualTo(Verdict.Kind.CONNECTS_IF);
        Tree.Mapping other = Stacks.with(chained, "Resources/Second/Properties/Vpc", "vpc-1");
        assertThat(Stacks.verdict(Stacks.with(other, STS + "VpcId", attribute("Second.VpcId"))).kind())
                .isEqualTo(Verdict.Kind.UNKNOWN);
    }
}
