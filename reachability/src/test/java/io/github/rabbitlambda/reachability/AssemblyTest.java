package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** Several templates, several brokers, SAM, and mappings on other sources. */
class AssemblyTest {
    private static final Tree.Mapping ISOLATED = Stacks.tree("G1-isolated.json");
    private static final Tree.Mapping PUBLIC = Stacks.tree("G3-public.json");

    @Test
    void followsImportsOnlyIfTheExporterIsGiven() {
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
    void followsNestedStacksWhoseTemplateIsGiven() {
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
    void doesNotConfuseTwoNetworks() {
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
                .contains("\n  cannot assume its role");
    }

    @Test
    void ignoresPipesAndOtherSources() {
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
    void judgesWhatMayBeAMappingOnABroker() {
        Tree.Mapping none = Tree.mapping("Parameters", Tree.mapping("Source", Tree.mapping("Type", "String")),
                "Resources", Tree.empty());
        Tree unknown = Tree.mapping("Ref", "Source");
        List<Tree> login = List.of(Tree.mapping("Type", "BASIC_AUTH", "URI", "x"));
        assertThat(verdicts(none, unknown, "Topics", "t")).isEmpty();
        assertThat(verdicts(none, unknown, "Queues", "q")).hasSize(1);
        assertThat(verdicts(none, unknown, "SourceAccessConfigurations", login)).hasSize(1);
        assertThat(verdicts(none, "arn:aws:mq:eu-west-1:123456789012:broker:b:b-1", "Topics", "t")).hasSize(1);
        assertThat(verdicts(none, "arn:aws:kafka:eu-west-1:123456789012:cluster/c", "Queues", "q")).isEmpty();
        assertThat(verdicts(none, Tree.mapping("Fn::Sub", "arn:aws:${Source}:eu-west-1:1:b"), "Queues", "q"))
                .hasSize(1);
        assertThat(verdicts(none, new Tree.Nothing(), "Topics", "t")).isEmpty();
        assertThat(verdicts(none, new Tree.Nothing(), "Queues", "q")).singleElement()
                .satisfies(verdict -> assertThat(verdict.words()).startsWith("FAILS M - ")
                        .contains("cannot be created: it names no broker. Set EventSourceArn"));
    }

    private static List<Verdict> verdicts(Tree.Mapping template, Object source, String property, Object value) {
        return Stacks.check(Stacks.with(template, "Resources/M", Tree.mapping("Type", "AWS::Lambda::EventSourceMapping",
                "Properties", Tree.mapping("EventSourceArn", source, property, value)))).verdicts();
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
    void findsTheFunctionBehindSamsAlias() {
        Tree.Mapping aliased = Stacks.with(PUBLIC, "Resources/Mapping/Properties/FunctionName",
                Tree.mapping("Ref", "Consumer.Alias"));

        assertThat(Stacks.verdict(aliased).kind()).isEqualTo(Verdict.Kind.CONNECTS);
    }

    @Test
    void mergesSamGlobals() {
        Tree.Mapping slow = Stacks.with(sam(PUBLIC, List.of()), "Globals/Function/Timeout", 900);

        assertThat(Stacks.verdict(Stacks.with(slow, "Resources/Consumer/Properties/Timeout", null)).words())
                .contains("Timeout of `Consumer` must be between 1 and 840 (given 900)");
        assertThat(Stacks.verdict(slow).kind()).isEqualTo(Verdict.Kind.CONNECTS);
    }
}
