package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** Parameters and conditions, and other things on which the meaning of a template's text depends. */
class ParametersTest {
    private static final Tree.Mapping ISOLATED = Stacks.tree("G1-isolated.json");
    private static final String STS = "Resources/StsEndpoint/";

    private static Tree.Mapping conditional(String allowed) {
        Tree.Mapping template = Stacks.with(ISOLATED, "Parameters/Open",
                Tree.mapping("Type", "String", "AllowedValues", List.of(allowed.split(","))));
        return Stacks.with(
                Stacks.with(template, "Conditions/IsOpen",
                        Tree.mapping("Fn::Equals", List.of(Tree.mapping("Ref", "Open"), "yes"))),
                STS + "Condition", "IsOpen");
    }

    @Test
    void saysUnderWhichValueItFailsWhenConditionsDisagree() {
        Verdict verdict = Stacks.verdict(conditional("yes,no"));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.UNKNOWN);
        assertThat(verdict.words())
                .contains("CONNECTS when Open=yes; FAILS when Open=no (cannot assume its role")
                .contains("Give --parameter Open=…");
    }

    @Test
    void assumesTheDefaultOfAConditionAndNamesTheOtherCases() {
        Tree.Mapping open = Stacks.with(conditional("yes,no"), "Parameters/Open/Default", "yes");
        Tree.Mapping shut = Stacks.with(conditional("yes,no"), "Parameters/Open/Default", "no");

        assertThat(Stacks.verdict(open).words()).startsWith("CONNECTS_IF Mapping")
                .contains(
                        "assumed: Parameter `Open` has its default `yes`. If it has not: FAILS when Open=no (cannot assume");
        assertThat(Stacks.verdict(shut).words()).startsWith("UNKNOWN Mapping")
                .contains("It depends on parameter `Open`: CONNECTS when Open=yes; FAILS when Open=no (cannot assume");
    }

    @Test
    void triesBothResultsOfAComparisonThatNoParameterDecides() {
        Tree.Mapping template = Stacks.with(conditional("yes"), "Conditions/IsOpen",
                Tree.mapping("Fn::Equals", List.of(Tree.mapping("Ref", "AWS::StackName"), "orders")));
        Tree.Mapping either = Stacks.with(template, STS + "Condition", null);
        either = Stacks.with(either, STS + "Properties/SubnetIds/0",
                Tree.mapping("Fn::If",
                        List.of("IsOpen", Tree.mapping("Ref", "Shared"), Tree.mapping("Ref", "BrokerA"))));

        assertThat(Stacks.verdict(template).words()).contains(
                "CONNECTS when `${AWS::StackName}` equals `orders`; FAILS otherwise (cannot assume");
        assertThat(Stacks.verdict(either).kind()).isEqualTo(Verdict.Kind.CONNECTS);
    }

    @Test
    void isUnknownIfTheConditionsHaveTooManyCases() {
        Tree.Mapping few = ISOLATED;
        Tree.Mapping many = ISOLATED;
        for (int i = 0; i < 10; i++) {
            many = oneMoreQueueIf(many, i);
            few = i < 7 ? oneMoreQueueIf(few, i) : few;
        }
        Verdict verdict = Stacks.verdict(many);

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.UNKNOWN);
        assertThat(verdict.words()).contains("parameter `P0` and parameter `P1`")
                .contains("more combinations than the check tries").contains("give --parameter for some of them");
        assertThat(Stacks.verdict(few).words()).contains("It depends on parameter `P0`");
    }

    private static Tree.Mapping oneMoreQueueIf(Tree.Mapping template, int number) {
        Tree.Mapping declared = Stacks.with(template, "Parameters/P" + number,
                Tree.mapping("Type", "String", "AllowedValues", List.of("x", "y")));
        return Stacks.with(Stacks.with(declared, "Conditions/C" + number,
                Tree.mapping("Fn::Equals", List.of(Tree.mapping("Ref", "P" + number), "x"))),
                "Resources/Mapping/Properties/Queues/-", Tree.mapping("Fn::If", List.of("C" + number, "q",
                        Tree.mapping("Ref", "AWS::NoValue"))));
    }

    @Test
    void namesValuesWithOneOutcomeTogether() {
        assertThat(Stacks.verdict(conditional("no,yes,maybe")).words())
                .containsOnlyOnce("FAILS when Open=no or when Open=maybe (cannot assume its role")
                .containsOnlyOnce("no sts interface endpoint").contains("; CONNECTS when Open=yes. Give");
    }

    @Test
    void keepsWarningsWhenConditionsDisagree() {
        Tree.Mapping unordered = Stacks.with(conditional("yes,no"), "Resources/Mapping/DependsOn", List.of());
        assertThat(Stacks.verdict(unordered).words()).startsWith("UNKNOWN Mapping")
                .contains("warning: may be created before");
    }

    @Test
    void isUnmovedByADefaultIfTheMappingFailsAnyway() {
        Tree.Mapping failing = Stacks.with(Stacks.without(ISOLATED, "SecretsEndpoint"), "Parameters/Block",
                Tree.mapping("Type", "String", "Default", "10.20.0.0/23"));
        failing = Stacks.with(failing, "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", null);
        failing = Stacks.with(failing, "Resources/BrokerSelfIn/Properties/CidrIp", Tree.mapping("Ref", "Block"));
        assertThat(Stacks.verdict(failing).words()).startsWith("FAILS Mapping")
                .contains("Parameter `Block` has its default");
    }

    @Test
    void agreesWhenEveryAllowedValueAgrees() {
        assertThat(Stacks.verdict(conditional("yes")).kind()).isEqualTo(Verdict.Kind.CONNECTS);
    }

    @Test
    void triesAValueThatNoConditionNames() {
        Tree.Mapping open = Stacks.with(conditional("yes"), "Parameters/Open/AllowedValues", null);

        assertThat(Stacks.verdict(open).words()).contains("CONNECTS when Open=yes; FAILS when Open=(any other value)");
    }

    // A condition may compare with a value indirectly, so that it is not among those that are tried.
    @Test
    void doesNotAssumeThatAnyOtherValueDiffersFromOneThatWasNotTried() {
        Tree.Mapping template = Stacks.with(conditional("yes"), "Parameters/Open/AllowedValues", null);
        Tree.Mapping two = Stacks.with(template, "Parameters/Stage", Tree.mapping("Type", "String", "Default", "dev"));
        Object[] comparisons = {List.of(Tree.mapping("Ref", "Open"), Tree.mapping("Ref", "Stage")),
                List.of(Tree.mapping("Fn::Sub", "${Open}"), "no"),
                List.of("no", Tree.mapping("Fn::Join", List.of("", List.of(Tree.mapping("Ref", "Open")))))};
        for (Object comparison : comparisons) {
            Tree.Mapping unless = Stacks.with(two, "Conditions/IsOpen",
                    Tree.mapping("Fn::Not", List.of(Tree.mapping("Fn::Equals", comparison))));

            assertThat(Stacks.verdict(unless).kind()).as("%s", comparison).isEqualTo(Verdict.Kind.UNKNOWN);
        }
    }

    @Test
    void usesGivenParametersInConditions() {
        Reachability check = Stacks.check(conditional("yes,no"));

        assertThat(check.withParameter("Open", "yes").verdicts()).extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.CONNECTS);
        assertThat(check.withParameter("Open", "no").verdicts()).extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.FAILS);
    }

    @Test
    void triesConditionsThatShareAParameterTogether() {
        Tree.Mapping template = conditional("yes,no");
        template = Stacks.with(template, "Conditions/IsShut",
                Tree.mapping("Fn::Not", List.of(Tree.mapping("Condition", "IsOpen"))));
        template = Stacks.with(template, "Resources/OtherSts",
                ISOLATED.entry("Resources").orElseThrow().asMapping().entry("StsEndpoint").orElseThrow());
        template = Stacks.with(template, "Resources/OtherSts/Condition", "IsShut");

        assertThat(Stacks.verdict(template).kind()).isEqualTo(Verdict.Kind.CONNECTS);
    }

    @Test
    void ignoresMappingsThatAreNotMade() {
        Tree.Mapping template = Stacks.with(conditional("no"), "Resources/Mapping/Condition", "IsOpen");

        assertThat(Stacks.check(template).verdicts()).singleElement()
                .satisfies(verdict -> assertThat(verdict.hypothetical()).isTrue());
        assertThat(Stacks.check(template).withParameter("Open", "yes").verdicts()).singleElement()
                .satisfies(verdict -> assertThat(verdict.hypothetical()).isFalse());
    }

    @Test
    void readsBlocksFromMappings() {
        Tree.Mapping template = Stacks.with(ISOLATED, "Mappings/Blocks/Vpc/Cidr", "10.20.0.0/16");
        template = Stacks.with(template, "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", null);
        template = Stacks.with(template, "Resources/BrokerSelfIn/Properties/CidrIp",
                Tree.mapping("Fn::FindInMap", List.of("Blocks", "Vpc", "Cidr")));

        assertThat(Stacks.verdict(template).kind()).isEqualTo(Verdict.Kind.CONNECTS);
    }

    @Test
    void computesBlocksByFnCidr() {
        Tree.Mapping template = ISOLATED;
        for (String subnet : List.of("BrokerA", "BrokerB", "Shared")) {
            template = Stacks.with(template, "Resources/" + subnet + "/Properties/CidrBlock",
                    Tree.mapping("Fn::Select", List.of(List.of("BrokerA", "BrokerB", "Shared").indexOf(subnet),
                            Tree.mapping("Fn::Cidr", List.of(Tree.mapping("Fn::GetAtt", "Vpc.CidrBlock"), 3, 8)))));
        }
        template = Stacks.with(template, "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", null);

        assertThat(Stacks.verdict(Stacks.with(template, "Resources/BrokerSelfIn/Properties/CidrIp", "10.20.0.0/23"))
                .kind()).isEqualTo(Verdict.Kind.CONNECTS);
        assertThat(Stacks.verdict(Stacks.with(template, "Resources/BrokerSelfIn/Properties/CidrIp", "10.20.1.0/24"))
                .kind()).isEqualTo(Verdict.Kind.FAILS);
    }

    @Test
    void isUnknownIfAMacroRewritesTheTemplate() {
        assertThat(Stacks.verdict(ISOLATED.with("Transform", Tree.text("MyMacro"))).words())
                .startsWith("UNKNOWN Mapping").contains("the transform `MyMacro`");
        assertThat(Stacks.verdict(Stacks.tree("M-no-sts-endpoint.json").with("Transform", Tree.text("MyMacro"))).kind())
                .isEqualTo(Verdict.Kind.UNKNOWN);
    }

    @Test
    void isUnknownIfAKeyIsGivenTwice() {
        String twice = Stacks.text("G1-isolated.json").replaceFirst("\"EnableDnsSupport\": true",
                "\"EnableDnsSupport\": true, \"EnableDnsSupport\": false");
        Verdict property = Reachability.ofTexts(Map.of("t", twice)).verdicts().getFirst();
        Verdict resource = Reachability
                .ofTexts(Map.of("t", Stacks.text("G1-isolated.json").replaceFirst("\"Eni\"", "\"Eni\"")
                        .replaceFirst("\"Creds\": \\{", "\"Creds\": {}, \"Creds\": {")))
                .verdicts().getFirst();

        assertThat(property.words()).startsWith("UNKNOWN Mapping").contains("`EnableDnsSupport`, which is given twice");
        assertThat(resource.words()).startsWith("UNKNOWN Mapping")
                .contains("resource `Creds`, which is given twice or has an entry that is given twice");
    }

    @Test
    void assumesTheDefaultVpcWhenTheEndpointsReadItFromTheBroker() {
        Verdict verdict = Stacks.verdict(DefaultVpcStack.template());

        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Verdict.Kind.CONNECTS_IF);
        assertThat(verdict.words()).contains("the default security group of the default VPC is unmodified");
        assertThat(Stacks.verdict(Stacks.without(DefaultVpcStack.template(), "StsEndpoint")).kind())
                .isEqualTo(Verdict.Kind.UNKNOWN);
    }

    @Test
    void usesTheRegionThatIsGiven() {
        Tree.Mapping literal = Stacks.with(ISOLATED, STS + "Properties/ServiceName", "com.amazonaws.eu-west-1.sts");

        assertThat(Stacks.check(literal).inRegion("eu-west-1").verdicts()).extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.CONNECTS);
        assertThat(Stacks.check(literal).inRegion("eu-west-2").verdicts()).extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.FAILS);
    }

    @Test
    void warnsIfTheMappingMayBeCreatedTooEarly() {
        assertThat(Stacks.verdict(Stacks.tree("W-no-dependson.json")).words())
                .contains("warning: may be created before `StsEndpoint`");
        assertThat(Stacks.verdict(ISOLATED).words()).doesNotContain("warning");
    }
}
