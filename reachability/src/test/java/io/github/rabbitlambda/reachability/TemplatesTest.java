package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** Parameters, conditions, several templates, SAM: what lies between a template's text and the rules. */
class TemplatesTest {
    private static final Tree.Mapping ISOLATED = Stacks.tree("G1-isolated.json");
    private static final Tree.Mapping PUBLIC = Stacks.tree("G3-public.json");
    private static final String STS = "Resources/StsEndpoint/";

    private static Tree.Mapping conditional(String allowed) {
        Tree.Mapping template = Stacks.with(ISOLATED, "Parameters/Open",
                Tree.mapping("Type", "String", "Default", "yes", "AllowedValues", List.of(allowed.split(","))));
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
                .contains("CONNECTS when Open=yes; FAILS when Open=no (Mapping `Mapping` cannot assume its role")
                .contains("Give --parameter Open=…");
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

    @Test
    void takesGivenParametersOverConditions() {
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
    void takesBlocksFromMappings() {
        Tree.Mapping template = Stacks.with(ISOLATED, "Mappings/Blocks/Vpc/Cidr", "10.20.0.0/16");
        template = Stacks.with(template, "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", null);
        template = Stacks.with(template, "Resources/BrokerSelfIn/Properties/CidrIp",
                Tree.mapping("Fn::FindInMap", List.of("Blocks", "Vpc", "Cidr")));

        assertThat(Stacks.verdict(template).kind()).isEqualTo(Verdict.Kind.CONNECTS);
    }

    @Test
    void cutsBlocksOutOfTheVpc() {
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
    void followsImportsOnlyWhenTheExporterIsThere() {
        Tree.Mapping[] split = Rewrites.split(ISOLATED);

        assertThat(Stacks.verdict(split).kind()).isEqualTo(Verdict.Kind.CONNECTS);
        Verdict alone = Stacks.verdict(split[1]);
        assertThat(alone.kind()).isEqualTo(Verdict.Kind.UNKNOWN);
        assertThat(alone.words()).contains("the import `network-BrokerA`")
                .contains("check it with the template that declares");
    }

    @Test
    void assumesWhichStackAnImportNames() {
        Tree.Mapping[] split = Rewrites.split(ISOLATED);
        String exporter = JsonText.of(split[0])
                .replaceAll("\"Name\": \"network-", "\"Name\": {\"Fn::Sub\": \"\\${AWS::StackName}-")
                .replaceAll("(AWS::StackName}-\\w+\")", "$1}");
        String importer = JsonText.of(split[1]).replaceAll("\"Fn::ImportValue\": \"network-(\\w+)\"",
                "\"Fn::ImportValue\": {\"Fn::Sub\": \"\\${Network}-$1\"}");
        Tree.Mapping second = Stacks.with(JsonReader.read(importer).asMapping(), "Parameters/Network/Type", "String");

        Verdict verdict = Stacks.verdict(JsonReader.read(exporter), second);

        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Verdict.Kind.CONNECTS_IF);
        assertThat(verdict.words())
                .contains("The import `${Network}-BrokerSg` is the export `${AWS::StackName}-BrokerSg` of template0")
                .doesNotContain("unknown:");
    }

    @Test
    void followsNestedStacksWhoseTemplateIsThere() {
        Map<String, Tree> network = new LinkedHashMap<>();
        Map<String, Tree> outputs = new LinkedHashMap<>();
        ISOLATED.entry("Resources").orElseThrow().asMapping().entries().forEach((id, resource) -> {
            if (resource.asMapping().entry("Type").flatMap(Tree::asText).orElse("").startsWith("AWS::EC2::")) {
                network.put(id, resource);
                outputs.put(id, Tree.mapping("Value", Tree.mapping("Ref", id)));
            }
        });
        String nested = JsonText.of(Tree.mapping("Parameters", Tree.mapping("Block", Tree.mapping("Type", "String")),
                "Resources", new Tree.Mapping(network), "Outputs", new Tree.Mapping(outputs)));
        String parent = JsonText.of(Rewrites.split(ISOLATED)[1])
                .replaceAll("\"Fn::ImportValue\": \"network-(\\w+)\"", "\"Fn::GetAtt\": [\"Network\", \"Outputs.$1\"]")
                .replaceFirst("\"Resources\": \\{",
                        "\"Resources\": {\"Network\": {\"Type\": \"AWS::CloudFormation::Stack\", \"Properties\": {\"TemplateURL\": \"./network.json\"}},");

        Map<String, String> both = new LinkedHashMap<>();
        both.put("main.json", parent);
        both.put("dir/network.json", nested);
        assertThat(Reachability.ofTexts(both).verdicts()).extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.CONNECTS);
        assertThat(Reachability.ofTexts(Map.of("main.json", parent)).verdicts()).extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.UNKNOWN);
    }

    @Test
    void keepsTwinNetworksApart() {
        String twin = Stacks.text("M-no-self-ingress.json").replaceAll(
                "\"(Vpc|BrokerA|BrokerB|BrokerSg|EndpointSg|Shared|StsEndpoint|Broker|BrokerSelfIn|Mapping)\"",
                "\"Twin$1\"");
        Map<String, Tree> resources = new LinkedHashMap<>(
                ISOLATED.entry("Resources").orElseThrow().asMapping().entries());
        JsonReader.read(twin).asMapping().entry("Resources").orElseThrow().asMapping().entries()
                .forEach(resources::putIfAbsent);

        List<Verdict> verdicts = Stacks.check(Tree.mapping("Resources", new Tree.Mapping(resources))).verdicts();

        assertThat(verdicts).filteredOn(verdict -> verdict.id().equals("Mapping")).extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.CONNECTS);
        assertThat(verdicts).filteredOn(verdict -> verdict.id().equals("TwinMapping")).extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.FAILS);
    }

    @Test
    void judgesABrokerWithoutAMapping() {
        Verdict sound = Stacks.verdict(Stacks.without(ISOLATED, "Mapping"));
        Verdict broken = Stacks.verdict(Stacks.without(Stacks.tree("M-no-sts-endpoint.json"), "Mapping"));

        assertThat(sound.words()).startsWith("CONNECTS Broker - a mapping on this broker would connect");
        assertThat(broken.words()).startsWith("FAILS Broker - a mapping on this broker would fail")
                .contains("A mapping on broker `Broker` cannot assume its role");
    }

    @Test
    void leavesPipesAndOtherSourcesAlone() {
        Tree.Mapping piped = Stacks.with(Stacks.without(ISOLATED, "Mapping"), "Resources/Pipe",
                Tree.mapping("Type", "AWS::Pipes::Pipe", "Properties",
                        Tree.mapping("Source", Tree.mapping("Fn::GetAtt", "Broker.Arn"))));
        Tree.Mapping queue = Stacks.with(Tree.mapping("Resources", Tree.empty()), "Resources/Sqs",
                Tree.mapping("Type", "AWS::Lambda::EventSourceMapping", "Properties",
                        Tree.mapping("EventSourceArn", "arn:aws:sqs:eu-west-1:123456789012:q", "FunctionName", "f")));

        assertThat(Stacks.check(piped).verdicts()).isEmpty();
        assertThat(Stacks.check(queue).verdicts()).isEmpty();
    }

    @Test
    void knowsThePoliciesThatSamAdds() {
        Verdict open = Stacks.verdict(sam(PUBLIC, List.of()));
        Verdict closed = Stacks.verdict(sam(ISOLATED, List.of()));
        Verdict granted = Stacks.verdict(sam(ISOLATED, List.of("AWSLambdaMSKExecutionRole")));

        assertThat(open.kind()).as(open.words()).isEqualTo(Verdict.Kind.CONNECTS);
        assertThat(closed.words()).startsWith("FAILS ConsumerMq").contains("is not allowed ec2:CreateNetworkInterface");
        assertThat(granted.kind()).as(granted.words()).isEqualTo(Verdict.Kind.CONNECTS);
    }

    private static Tree.Mapping sam(Tree.Mapping template, List<String> policies) {
        Tree.Mapping event = Stacks.without(Rewrites.samEvent(template), "ConsumerRole");
        event = Stacks.with(event, "Resources/Consumer/Properties/Policies", policies);
        return Stacks.with(event, "Resources/Consumer/Properties/Role", null);
    }

    @Test
    void mergesSamGlobals() {
        Tree.Mapping slow = Stacks.with(sam(PUBLIC, List.of()), "Globals/Function/Timeout", 900);

        assertThat(Stacks.verdict(Stacks.with(slow, "Resources/Consumer/Properties/Timeout", null)).words())
                .contains("Timeout of `Consumer` must be between 1 and 840 (given 900)");
        assertThat(Stacks.verdict(slow).kind()).isEqualTo(Verdict.Kind.CONNECTS);
    }

    @Test
    void doesNotTrustMacros() {
        assertThat(Stacks.verdict(ISOLATED.with("Transform", Tree.text("MyMacro"))).words())
                .startsWith("UNKNOWN Mapping").contains("the transform `MyMacro`");
        assertThat(Stacks.verdict(Stacks.tree("M-no-sts-endpoint.json").with("Transform", Tree.text("MyMacro"))).kind())
                .isEqualTo(Verdict.Kind.UNKNOWN);
    }

    @Test
    void doesNotTrustWhatIsGivenTwice() {
        String twice = Stacks.text("G1-isolated.json").replaceFirst("\"EnableDnsSupport\": true",
                "\"EnableDnsSupport\": true, \"EnableDnsSupport\": false");
        Verdict property = Reachability.ofTexts(Map.of("t", twice)).verdicts().getFirst();
        Verdict resource = Reachability
                .ofTexts(Map.of("t", Stacks.text("G1-isolated.json").replaceFirst("\"Eni\"", "\"Eni\"")
                        .replaceFirst("\"Creds\": \\{", "\"Creds\": {}, \"Creds\": {")))
                .verdicts().getFirst();

        assertThat(property.words()).startsWith("UNKNOWN Mapping").contains("`EnableDnsSupport`, which is given twice");
        assertThat(resource.words()).startsWith("UNKNOWN Mapping")
                .contains("resource `Creds`, given twice in part or whole");
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
    void ordersWhatTheMappingNeedsBeforeIt() {
        assertThat(Stacks.verdict(Stacks.tree("W-no-dependson.json")).words())
                .contains("warning: Mapping `Mapping` may be created before `StsEndpoint`");
        assertThat(Stacks.verdict(ISOLATED).words()).doesNotContain("warning");
    }
}
