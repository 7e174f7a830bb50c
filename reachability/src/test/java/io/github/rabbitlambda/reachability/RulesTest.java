package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** Each rule met and broken, by changes to templates that connect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RulesTest {
    static final String BROKER = "Resources/Broker/Properties/";
    static final String MAPPING = "Resources/Mapping/Properties/";
    static final String ROLE = "Resources/ConsumerRole/Properties/";
    static final String STATEMENTS = ROLE + "Policies/0/PolicyDocument/Statement/";
    static final String ENDPOINT = "Resources/StsEndpoint/Properties/";
    static final String SECRETS_ENDPOINT = "Resources/SecretsEndpoint/Properties/";
    static final Tree.Mapping ISOLATED = Stacks.tree("G1-isolated.json");
    static final Tree.Mapping NAT = Stacks.tree("G2-nat.json");
    static final Tree.Mapping PUBLIC = Stacks.tree("G3-public.json");

    // A fix adds a policy to the role, which doesn't help against a Deny or a boundary: the sentence names these.
    private static final Set<String> FORBIDDEN = Set.of("a Deny takes it back", "boundary that denies interfaces",
            "boundary of AWS without the broker");

    record Case(String name, Tree.Mapping template, Verdict.Kind kind, String says) {
        @Override
        public String toString() {
            return name + " → " + kind;
        }
    }

    private final List<Case> cases = new ArrayList<>();

    /** Adds the cases, by {@link #add}. */
    abstract void collect();

    void add(Tree.Mapping template, String name, Verdict.Kind kind, String says, Object... changes) {
        Tree.Mapping changed = template;
        for (int i = 0; i < changes.length; i += 2) {
            changed = Stacks.with(changed, (String) changes[i], changes[i + 1]);
        }
        cases.add(new Case(name, changed, kind, says));
    }

    List<Case> cases() {
        if (cases.isEmpty()) {
            collect();
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judges(Case given) {
        Verdict verdict = Stacks.verdict(given.template());

        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(given.kind());
        assertThat(verdict.words()).contains(given.says());
    }

    /** The cases that fail and whose every failure has a fix that can help. */
    List<Case> fixable() {
        return cases().stream().filter(given -> given.kind() == Verdict.Kind.FAILS)
                .filter(given -> !FORBIDDEN.contains(given.name()))
                .filter(given -> Stacks.verdict(given.template()).findings(Finding.Level.FAILS).stream()
                        .noneMatch(finding -> finding.fixes().isEmpty()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fixable")
    void failsNoMoreOnceEveryFixIsApplied(Case given) {
        Tree.Mapping template = given.template();
        for (int round = 0; round < 2; round++) {
            for (Fix fix : Stacks.verdict(template).fixes()) {
                template = Stacks.apply(template, fix);
            }
        }
        Verdict fixed = Stacks.verdict(template);

        assertThat(fixed.kind()).as(fixed.words()).isNotEqualTo(Verdict.Kind.FAILS);
    }

    static Tree.Mapping policy(String effect, Object principal, String action, Object resource) {
        return Tree.mapping("Version", "2012-10-17", "Statement", List
                .of(Tree.mapping("Effect", effect, "Principal", principal, "Action", action, "Resource", resource)));
    }

    static Tree resource(Tree.Mapping template, String id) {
        return template.entry("Resources").orElseThrow().asMapping().entry(id).orElseThrow();
    }

    static Tree entry(int number, boolean egress, String action, String block) {
        return Tree.mapping("Type", "AWS::EC2::NetworkAclEntry", "Properties", Tree.mapping("NetworkAclId", ref("Acl"),
                "RuleNumber", number, "Protocol", -1, "RuleAction", action, "Egress", egress, "CidrBlock", block));
    }

    static Tree interfaces(List<String> resources) {
        return Tree.mapping("Effect", "Allow", "Action",
                List.of("ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"),
                "Resource", resources.stream().map(resource -> Tree.mapping("Fn::Sub",
                        "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:" + resource)).toList());
    }

    static Tree endpoint(String service, boolean privateDns) {
        return Tree.mapping("Type", "AWS::EC2::VPCEndpoint", "Properties",
                Tree.mapping("VpcId", ref("Vpc"), "VpcEndpointType", "Interface", "ServiceName",
                        Tree.mapping("Fn::Sub", "com.amazonaws.${AWS::Region}." + service), "PrivateDnsEnabled",
                        privateDns, "SubnetIds", List.of(ref("BrokerA"))));
    }

    static Tree portOfBroker() {
        return Tree.mapping("Fn::Select", List.of(2, Tree.mapping("Fn::Split",
                List.of(":", Tree.mapping("Fn::Select", List.of(0, getAtt("Broker.AmqpEndpoints")))))));
    }

    static Tree ref(String id) {
        return Tree.mapping("Ref", id);
    }

    static Tree getAtt(String path) {
        return Tree.mapping("Fn::GetAtt", path);
    }
}
