package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;

/** R20: what the mapping needs before it, and what it doesn't need. */
class CreationOrderTest {
    private static final Tree.Mapping ISOLATED = Stacks.tree("G1-isolated.json");
    private static final Tree.Mapping UNORDERED = Stacks.with(ISOLATED, "Resources/Mapping/DependsOn", List.of());

    private static String warning(Tree.Mapping... templates) {
        List<String> warnings = Stacks.verdict(templates).findings(Level.WARNS).stream().map(Finding::sentence)
                .toList();
        return warnings.isEmpty() ? "" : warnings.getFirst().replaceFirst(": add them.*", "");
    }

    @Test
    void namesEndpointsRulesAndRoutesOfTheBroker() {
        assertThat(warning(UNORDERED)).isEqualTo("Mapping `Mapping` may be created before `StsEndpoint`,"
                + " `SecretsEndpoint`, `LambdaApiEndpoint`, `BrokerSelfIn`, `BrokerSelfOut`, `BrokerToEndpoints`,"
                + " `BrokerAAssoc`, `BrokerBAssoc`");
        assertThat(warning(Stacks.with(Stacks.tree("G2-nat.json"), "Resources/Mapping/DependsOn", List.of())))
                .contains("`BrokerADefault`").doesNotContain("PublicDefault");
    }

    @Test
    void namesThePoliciesOfTheRole() {
        Tree.Mapping own = Stacks.with(ISOLATED, "Resources/Own", policy("ConsumerRole"));
        assertThat(warning(Stacks.with(own, "Resources/Others", policy("OtherRole"))))
                .isEqualTo("Mapping `Mapping` may be created before `Own`");
    }

    private static Tree policy(String role) {
        return Tree.mapping("Type", "AWS::IAM::Policy", "Properties",
                Tree.mapping("PolicyName", "p", "Roles", List.of(Tree.mapping("Ref", role)), "PolicyDocument",
                        Tree.mapping("Statement", List.of())));
    }

    @Test
    void followsDependenciesThroughOtherResources() {
        Tree.Mapping gathered = Stacks.with(UNORDERED, "Resources/Gate",
                Tree.mapping("Type", "AWS::CloudFormation::WaitConditionHandle", "DependsOn",
                        ISOLATED.entry("Resources").orElseThrow().asMapping().entry("Mapping").orElseThrow()
                                .asMapping().entry("DependsOn").orElseThrow()));
        assertThat(warning(Stacks.with(gathered, "Resources/Mapping/DependsOn", List.of("Gate")))).isEmpty();
        assertThat(warning(Stacks.with(gathered, "Resources/Consumer/DependsOn", List.of("Gate")))).isEmpty();
    }

    @Test
    void ignoresOtherServicesAndOtherTemplates() {
        Tree.Mapping more = Stacks.with(ISOLATED, "Resources/Sqs", Tree.mapping("Type", "AWS::EC2::VPCEndpoint",
                "Properties",
                Tree.mapping("ServiceName", Tree.mapping("Fn::Sub", "com.amazonaws.${AWS::Region}.sqs"))));
        assertThat(warning(more)).isEmpty();
        assertThat(warning(Rewrites.split(UNORDERED))).isEmpty();
    }

    @Test
    void ignoresTheNetworkOfAPublicBroker() {
        Tree.Mapping open = Stacks.tree("G3-public.json");
        assertThat(warning(Stacks.with(open, "Resources/Sts",
                ISOLATED.entry("Resources").orElseThrow().asMapping().entry("StsEndpoint").orElseThrow()))).isEmpty();
    }
}
