package io.github.rabbitlambda.reachability;

import static io.github.rabbitlambda.reachability.Plans.acting;
import static io.github.rabbitlambda.reachability.Plans.adding;
import static io.github.rabbitlambda.reachability.Plans.computed;
import static io.github.rabbitlambda.reachability.Plans.referring;
import static io.github.rabbitlambda.reachability.Plans.refs;
import static io.github.rabbitlambda.reachability.Plans.sensitive;
import static io.github.rabbitlambda.reachability.Plans.with;
import static io.github.rabbitlambda.reachability.Plans.without;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS_IF;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.FAILS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** What is Terraform's own: its defaults, what it adopts, modules, and what a plan doesn't tell. */
class TerraformTest {
    private static final Tree.Mapping ISOLATED = Plans.of("G1-isolated.json");
    private static final Tree.Mapping NAT = Plans.of("G2-nat.json");
    private static final Tree.Mapping MODULES = JsonReader.read(Stacks.text("../terraform/modules.json")).asMapping();
    private static final String STS = "aws_vpc_endpoint.stsendpoint";
    private static final String[] VPC = refs("aws_vpc.vpc.id", "aws_vpc.vpc");
    private static final String[] DEFAULT_ACL = refs("aws_vpc.vpc.default_network_acl_id", "aws_vpc.vpc");
    private static final Tree EVERYTHING = Tree.list(Tree.mapping("rule_no", 100, "protocol", "-1", "action", "allow",
            "cidr_block", "0.0.0.0/0", "from_port", 0, "to_port", 0));

    record Case(String name, Tree.Mapping plan, Verdict.Kind kind, String says) {
        @Override
        public String toString() {
            return name + " → " + kind;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        groups(cases);
        endpoints(cases);
        routes(cases);
        acls(cases);
        roles(cases);
        modules(cases);
        unseen(cases);
        return cases;
    }

    private static void add(List<Case> cases, String name, Tree.Mapping plan, Verdict.Kind kind, String says) {
        cases.add(new Case(name, plan, kind, says));
    }

    private static void groups(List<Case> cases) {
        Tree.Mapping noRule = without(ISOLATED, "aws_security_group_rule.brokertoendpoints");
        add(cases, "a new group has no egress rule", computed(noRule, "aws_security_group.brokersg", "egress"), FAILS,
                "no egress rule of security group aws_security_group.brokersg");
        Tree open = Tree.list(Tree.mapping("protocol", "-1", "from_port", 0, "to_port", 0, "cidr_blocks",
                List.of("0.0.0.0/0")));
        add(cases, "an egress block lets out", with(noRule, "aws_security_group.brokersg", "egress", open), CONNECTS_IF,
                "");
        add(cases, "inline and standalone rules overwrite each other",
                with(ISOLATED, "aws_security_group.brokersg", "ingress", Tree.list(
                        Tree.mapping("protocol", "tcp", "from_port", 22, "to_port", 22, "self", "true"))),
                UNKNOWN, "are also written inline, so that one overwrites the other, cannot be seen");
        add(cases, "a rule of the group itself",
                with(without(ISOLATED, "aws_vpc_security_group_ingress_rule.brokerselfin"),
                        "aws_security_group.brokersg", "ingress", Tree.list(
                                Tree.mapping("protocol", "tcp", "from_port", 5671, "to_port", 5671, "self", "true"))),
                CONNECTS_IF, "");
    }

    private static void endpoints(List<Case> cases) {
        add(cases, "private DNS is off by default", computed(ISOLATED, STS, "private_dns_enabled"), FAILS,
                "has private DNS off");
        add(cases, "an endpoint is a Gateway by default", with(ISOLATED, STS, "vpc_endpoint_type", null), FAILS,
                "is no interface endpoint");
        Tree.Mapping defaultGroup = computed(ISOLATED, STS, "security_group_ids");
        add(cases, "an endpoint without groups has the default group", defaultGroup, FAILS,
                "security group the default group of aws_vpc.vpc of endpoint `aws_vpc_endpoint.stsendpoint`");
        Tree all = Tree.list(Tree.mapping("protocol", "-1", "from_port", 0, "to_port", 0, "cidr_blocks",
                List.of("0.0.0.0/0")));
        Tree.Mapping adopted = adding(defaultGroup, "aws_default_security_group.d", "vpc_id", VPC);
        add(cases, "an adopted default group has the rules that are written", adopted, FAILS,
                "security group aws_default_security_group.d of endpoint");
        add(cases, "an adopted default group lets in",
                with(with(ISOLATED, "aws_security_group.brokersg", "egress", all), "aws_security_group.endpointsg",
                        "egress", all),
                CONNECTS_IF, "");
        add(cases, "a group that is associated",
                adding(with(defaultGroup, "aws_security_group.brokersg", "egress", all),
                        "aws_vpc_endpoint_security_group_association.a", "vpc_endpoint_id", refs(STS + ".id", STS),
                        "security_group_id",
                        refs("aws_security_group.endpointsg.id", "aws_security_group.endpointsg")),
                CONNECTS_IF, "");
        add(cases, "a policy of its own that denies",
                adding(ISOLATED, "aws_vpc_endpoint_policy.p", "vpc_endpoint_id", refs(STS + ".id", STS), "policy",
                        "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"),
                FAILS, "the policy of endpoint `aws_vpc_endpoint.stsendpoint` does not allow sts:AssumeRole");
        add(cases, "an endpoint that is deleted", acting(ISOLATED, STS, "delete"), FAILS,
                "has no sts interface endpoint");
    }

    private static void routes(List<Case> cases) {
        Tree.Mapping noTable = without(NAT, "aws_route_table_association.brokeraassoc");
        add(cases, "a subnet without a table has the main table, which is local", noTable, FAILS,
                "has no route table of its own, and the main route table has the local route only");
        add(cases, "another table is the main one",
                adding(noTable, "aws_main_route_table_association.m", "vpc_id", VPC, "route_table_id",
                        refs("aws_route_table.brokerart.id", "aws_route_table.brokerart")),
                CONNECTS_IF, "");
        add(cases, "a route in the main table",
                adding(noTable, "aws_route.m", "route_table_id", refs("aws_vpc.vpc.main_route_table_id", "aws_vpc.vpc"),
                        "destination_cidr_block", "0.0.0.0/0", "nat_gateway_id",
                        refs("aws_nat_gateway.nat.id", "aws_nat_gateway.nat")),
                CONNECTS_IF, "");
        Tree.Mapping adopted = adding(noTable, "aws_default_route_table.d", "default_route_table_id",
                refs("aws_vpc.vpc.default_route_table_id", "aws_vpc.vpc"));
        add(cases, "an adopted main table without routes", adopted, FAILS,
                "route table aws_default_route_table.d has no 0.0.0.0/0");
        add(cases, "a VPN gateway as the default route",
                computed(referring(NAT, "aws_route.brokeradefault", "gateway_id", "aws_vpn_gateway.v.id",
                        "aws_vpn_gateway.v"), "aws_route.brokeradefault", "nat_gateway_id"),
                UNKNOWN, "of route `aws_route.brokeradefault` cannot be seen");
        add(cases, "a NAT gateway given as gateway_id",
                computed(referring(NAT, "aws_route.brokeradefault", "gateway_id", "aws_nat_gateway.nat.id",
                        "aws_nat_gateway.nat"), "aws_route.brokeradefault", "nat_gateway_id"),
                CONNECTS_IF, "");
    }

    private static void acls(List<Case> cases) {
        Tree.Mapping adopted = adding(ISOLATED, "aws_default_network_acl.d", "default_network_acl_id", DEFAULT_ACL);
        add(cases, "an adopted default ACL without rules denies all", adopted, FAILS,
                "network ACL aws_default_network_acl.d of subnet");
        add(cases, "an adopted default ACL with its rules",
                with(with(adopted, "aws_default_network_acl.d", "ingress", EVERYTHING), "aws_default_network_acl.d",
                        "egress", EVERYTHING),
                CONNECTS_IF, "");
    }

    private static void roles(List<Case> cases) {
        String policy = "aws_iam_role_policy.consumerrole_0";
        add(cases, "jsonencode around an ARN hides the policy",
                referring(ISOLATED, policy, "policy", "aws_mq_broker.broker.arn", "aws_mq_broker.broker"), UNKNOWN,
                "a policy whose text is known only after the apply, cannot be seen; write it as a data source aws_iam_policy_document");
        add(cases, "an attached policy counts",
                adding(adding(without(ISOLATED, policy), "aws_iam_policy.p", "policy",
                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"),
                        "aws_iam_role_policy_attachment.a", "role", "consumerrole-role", "policy_arn",
                        refs("aws_iam_policy.p.arn", "aws_iam_policy.p")),
                Verdict.Kind.CONNECTS, "");
        add(cases, "a policy that is null has the provider's default",
                referring(ISOLATED, STS, "policy", "var.endpoint_policy"), CONNECTS_IF, "");
        add(cases, "nothing is attached", without(ISOLATED, policy), FAILS, "is not allowed mq:DescribeBroker");
    }

    private static void modules(List<Case> cases) {
        String nat = "module.vpc.aws_route.private_nat_gateway[0]";
        Tree.Mapping noEndpoint = without(MODULES, "aws_vpc_endpoint.this[\"sts\"]");
        Tree.Mapping single = with(MODULES, "module.mq[\"orders\"].aws_mq_broker.this", "deployment_mode",
                "SINGLE_INSTANCE");
        String subnets = "configuration/root_module/module_calls/mq/expressions/subnet_ids";
        add(cases, "modules with count and for_each", MODULES, CONNECTS_IF,
                "`subnet_ids` of `module.mq[\"orders\"].aws_mq_broker.this` are all instances of `aws_subnet.private`");
        add(cases, "NAT of a module", noEndpoint, CONNECTS_IF,
                "the instance of `aws_subnet.private` with the same key");
        add(cases, "neither endpoint nor NAT", without(noEndpoint, nat), FAILS,
                "VPC module.vpc.aws_vpc.this[0] has no sts interface endpoint");
        add(cases, "one of a module's subnets, which one isn't told", single, UNKNOWN, "which of 2 subnets");
        add(cases, "the first of a module's subnets",
                Stacks.with(single, subnets, Tree.mapping("references",
                        List.of("module.vpc.private_subnets[0]", "module.vpc.private_subnets", "module.vpc"))),
                CONNECTS_IF, "");
        add(cases, "subnets by local",
                Stacks.with(MODULES, subnets, Tree.mapping("references", List.of("local.subnets"))),
                UNKNOWN,
                "`subnet_ids` of `module.mq[\"orders\"].aws_mq_broker.this`, which is known only after the apply");
    }

    private static void unseen(List<Case> cases) {
        Tree.Mapping outside = without(ISOLATED, "aws_vpc.vpc");
        for (String address : List.of("aws_subnet.brokera", "aws_subnet.brokerb", "aws_subnet.shared",
                "aws_security_group.brokersg", "aws_security_group.endpointsg", STS, "aws_vpc_endpoint.secretsendpoint",
                "aws_vpc_endpoint.lambdaapiendpoint")) {
            outside = with(outside, address, "vpc_id", "vpc-0a1b2c3d4e5f67890");
        }
        add(cases, "the VPC is a data source", outside, UNKNOWN, "DNS support of VPC vpc-0a1b2c3d4e5f67890");
        add(cases, "a plan that isn't complete", ISOLATED.with("complete", Tree.text("false")), UNKNOWN,
                "what the plan leaves out (it isn't complete: -target, or deferred changes)");
        add(cases, "a plan that ended with an error", ISOLATED.with("errored", Tree.text("true")), UNKNOWN,
                "the error that ended the plan");
        add(cases, "a sensitive block", sensitive(ISOLATED, "aws_subnet.brokera", "cidr_block"), CONNECTS_IF, "");
        add(cases, "a stack that may add the missing rule",
                adding(without(ISOLATED, "aws_vpc_security_group_ingress_rule.brokerselfin"),
                        "aws_cloudformation_stack.s", "parameters",
                        refs("aws_security_group.brokersg.id", "aws_security_group.brokersg")),
                UNKNOWN, "what `aws_cloudformation_stack.s` adds to the resources that it receives");
        add(cases, "a type that isn't modelled", adding(ISOLATED, "aws_networkfirewall_firewall.f", "vpc_id", VPC),
                CONNECTS_IF, "Types of the plan that are not modelled: aws_networkfirewall_firewall.");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judges(Case given) {
        List<Verdict> verdicts = Plans.verdicts(given.plan());

        assertThat(verdicts).hasSize(1);
        assertThat(verdicts.getFirst().kind()).as(verdicts.getFirst().words()).isEqualTo(given.kind());
        assertThat(String.join("\n", verdicts.getFirst().findings().stream().map(Finding::sentence).toList()))
                .contains(given.says());
    }
}
