package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/** Templates that belong together: nested stacks, and parameters that are other templates' resources. */
class LinksTest {
    private static final Tree.Mapping[] SPLIT = Rewrites.split(Stacks.tree("G1-isolated.json"));

    private static Map<String, String> nested(String root, String child) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("root.json", Stacks.text(root));
        texts.put("some/folder/" + child, Stacks.text(child));
        return texts;
    }

    private static Verdict only(Map<String, String> texts) {
        List<Verdict> verdicts = Reachability.ofTexts(texts).verdicts();
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }

    @Test
    void passesAListToANestedStackAsCommaSeparatedText() {
        Map<String, String> texts = nested("59g-active-standby-list-root.json", "59g-active-standby-list-child.json");
        assertThat(only(texts).findings(Level.FAILS)).extracting(Finding::rule).doesNotContain("R3");

        texts.replaceAll((name, text) -> text.replace("5671", "61617").replaceFirst(
                ",\\s*\\{\\s*\"Type\": \"VIRTUAL_HOST\",\\s*\"URI\": \"/\"\\s*}", ""));
        assertThat(only(texts).kind()).as(only(texts).words()).isEqualTo(Kind.CONNECTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"./62a-url-sub-child.json\"",
            "\"https://b.s3.amazonaws.com/62a-url-sub-child.json?versionId=3\"",
            "{\"Fn::Sub\": \"https://${AWS::StackName}.s3.amazonaws.com/x/62a-url-sub-child.json\"}",
            "{\"Fn::Sub\": [\"${Base}/62a-url-sub-child.json\", {\"Base\": \"x\"}]}",
            "{\"Fn::Join\": [\"/\", [\"https:/\", {\"Ref\": \"AWS::StackName\"}, \"62a-url-sub-child.json\"]]}",
            "{\"Fn::Join\": [\"\", [\"https://\", {\"Fn::Sub\": \"${AWS::Region}\"}, \"/62a-url-sub-child.json\"]]}"})
    void findsANestedTemplateByTheEndOfItsUrl(String url) {
        Map<String, String> texts = nested("62a-url-sub-root.json", "62a-url-sub-child.json");
        texts.put("root.json", JsonText.of(Stacks.with(JsonReader.read(texts.get("root.json")).asMapping(),
                "Resources/Bro/Properties/TemplateURL", JsonReader.read(url))));

        assertThat(only(texts).kind()).as(only(texts).words()).isEqualTo(Kind.CONNECTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Ref\": \"Url\"}", "{\"Fn::Sub\": \"https://b/${Name}\"}",
            "{\"Fn::Sub\": \"https://b/${Name}-child.json\"}", "{\"Fn::Join\": [\"/\", [\"b\", {\"Ref\": \"Name\"}]]}"})
    void knowsNoNestedTemplateWhoseFileNameIsAValue(String url) {
        Map<String, String> texts = nested("62a-url-sub-root.json", "62a-url-sub-child.json");
        texts.put("root.json", JsonText.of(Stacks.with(JsonReader.read(texts.get("root.json")).asMapping(),
                "Resources/Bro/Properties/TemplateURL", JsonReader.read(url))));

        assertThat(only(texts).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void tellsNestedTemplatesOfOneNameApartByTheirFolders() {
        Map<String, String> texts = nested("62a-url-sub-root.json", "62a-url-sub-child.json");
        texts.put("other/62a-url-sub-child.json", "{\"Resources\": {}}");
        assertThat(only(texts).kind()).isEqualTo(Kind.UNKNOWN);

        texts.put("root.json", JsonText.of(Stacks.with(JsonReader.read(texts.get("root.json")).asMapping(),
                "Resources/Bro/Properties/TemplateURL", "../folder/62a-url-sub-child.json")));
        assertThat(only(texts).kind()).isEqualTo(Kind.CONNECTS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'Fn::Length': [a, b, c]}|3", "{'Fn::Length': {'Ref': Names}}|2",
            "{'Fn::Length': {'Fn::Split': [',', 'a,b']}}|2", "{'Fn::Length': []}|0"})
    void countsLists(String expression, String expected) {
        Verdict verdict = batchSize("{'Fn::Select': [" + expression + ", ['0', '-1', '-2', '-3']]}",
                "Parameters: {Names: {Type: CommaDelimitedList, Default: 'a,b'}}");

        assertThat(verdict.words())
                .contains("BatchSize of `M` must be between 1 and 10000 (given " + (expected.equals("0") ? "" : "-")
                        + expected + ")");
    }

    @Test
    void takesTheDefaultOfAMappingForAKeyThatItDoesNotHave() {
        String sections = "Parameters: {Stage: {Type: String}}\nMappings: {Sizes: {prod: {Batch: 100}}}";
        String lookup = "{'Fn::FindInMap': [Sizes, %s, Batch, {DefaultValue: %s}]}";

        assertThat(batchSize(lookup.formatted("test", "0"), sections).words()).contains("(given 0)");
        assertThat(batchSize(lookup.formatted("prod", "0"), sections).words()).doesNotContain("(given 0)");
        assertThat(batchSize(lookup.formatted("{Ref: Stage}", "0"), sections).words())
                .contains("FAILS when Stage=(any other value)", "(given 0)");
        assertThat(batchSize(lookup.formatted("{Ref: Stage}", "7"), sections).words()).doesNotContain("Stage=");
    }

    private static Verdict batchSize(String expression, String sections) {
        return Stacks.yaml(
                sections + """

                        Resources:
                          B: {Type: AWS::AmazonMQ::Broker, Properties: {EngineType: RabbitMQ, DeploymentMode: SINGLE_INSTANCE, PubliclyAccessible: true}}
                          M:
                            Type: AWS::Lambda::EventSourceMapping
                            Properties:
                              EventSourceArn: !GetAtt B.Arn
                              Queues: [q]
                              SourceAccessConfigurations: [{Type: BASIC_AUTH, URI: 'arn:aws:secretsmanager:eu-west-1:1:secret:s'}]
                              BatchSize: %s
                        """
                        .formatted(expression))
                .verdicts().getFirst();
    }

    /** The network in one file, and everything else in another whose parameters are ids of the network. */
    private static Map<String, String> bareFiles(String suffix) {
        Tree.Mapping resources = SPLIT[0].entry("Resources").orElseThrow().asMapping();
        Map<String, Tree> parameters = new LinkedHashMap<>();
        resources.entries().forEach((id, resource) -> {
            String type = resource.asMapping().entry("Type").flatMap(Tree::asText).orElseThrow();
            if (List.of("AWS::EC2::Subnet", "AWS::EC2::SecurityGroup").contains(type)) {
                parameters.put(id + suffix, Tree.mapping("Type", type + "::Id"));
            }
        });
        String second = JsonText.of(SPLIT[1].with("Parameters", new Tree.Mapping(parameters)))
                .replaceAll("\"Fn::ImportValue\": \"network-(\\w+)\"", "\"Ref\": \"$1" + suffix + "\"");
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("stacks/network.json", JsonText.of(Tree.mapping("Resources", resources)));
        texts.put("stacks/broker.json", second);
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Id", "id", "ID"})
    void assumesAParameterIsTheResourceThatHasItsNameAndType(String suffix) {
        Verdict verdict = only(bareFiles(suffix));

        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Kind.CONNECTS_IF);
        assertThat(verdict.findings(Level.ASSUMES)).extracting(Finding::sentence).contains("Parameter `BrokerA" + suffix
                + "` of stacks/broker.json is `${BrokerA}` of stacks/network.json: name and type agree.");
    }

    @Test
    void assumesAParameterIsTheOutputOfItsName() {
        Map<String, String> texts = bareFiles("Key");
        Map<String, Tree> outputs = new LinkedHashMap<>();
        List.of("BrokerA", "BrokerB", "BrokerSg").forEach(
                id -> outputs.put(id + "Key", Tree.mapping("Value", Tree.mapping("Ref", id))));
        assertThat(only(texts).kind()).isEqualTo(Kind.UNKNOWN);

        texts.put("stacks/network.json", JsonText.of(JsonReader.read(texts.get("stacks/network.json")).asMapping()
                .with("Outputs", new Tree.Mapping(outputs))));
        assertThat(only(texts).kind()).as(only(texts).words()).isEqualTo(Kind.CONNECTS_IF);
    }

    @Test
    void assumesNothingWhereTheTypeDiffersOrTwoTemplatesFit() {
        Map<String, String> texts = bareFiles("Id");
        texts.computeIfPresent("stacks/broker.json",
                (name, text) -> text.replace("AWS::EC2::SecurityGroup::Id", "AWS::EC2::VPC::Id"));
        assertThat(only(texts).words()).contains("parameter `BrokerSgId`").doesNotContain("Parameter `BrokerSgId`");

        Map<String, String> twice = bareFiles("Id");
        twice.put("stacks/network2.json", twice.get("stacks/network.json"));
        assertThat(only(twice).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void takesTheUsersWordForWhatAParameterIs() {
        Reachability check = Reachability.ofTexts(bareFiles("Key"));
        for (String id : List.of("BrokerA", "BrokerB", "BrokerSg")) {
            check = check.withBinding("broker.json:" + id + "Key=network.json:" + id);
        }

        Verdict verdict = check.verdicts().getFirst();
        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Kind.CONNECTS);
    }

    @Test
    void bindsAListToSeveralResources() {
        Reachability check = Reachability.ofTexts(Map.of("network", """
                Resources:
                  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
                  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.0.0/24}}
                  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.1.0/24}}
                """, "broker",
                """
                        Parameters: {Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}}
                        Resources:
                          B: {Type: AWS::AmazonMQ::Broker, Properties: {EngineType: RabbitMQ, DeploymentMode: SINGLE_INSTANCE, SubnetIds: !Ref Subnets}}
                        """));

        assertThat(check.withBinding("broker:Subnets=network:A,network:B").verdicts().getFirst().words())
                .contains("takes exactly one subnet, and it names 2 (A, B)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"broker.json|must have the form FILE:PARAMETER=FILE:RESOURCE[.ATTRIBUTE]",
            "BrokerAKey=network.json:BrokerA|must have the form",
            "other.json:BrokerAKey=network.json:BrokerA|names other.json, which is none of the templates",
            "broker.json:None=network.json:BrokerA|names no parameter of stacks/broker.json",
            "broker.json:BrokerAKey=network.json:None|names no resource of stacks/network.json",
            "broker.json:BrokerAKey=broker.json:Broker|must name a resource of another template",
            "broker.json:BrokerAKey=network.json:BrokerA,network.json:BrokerB|gives several values, but the parameter is no list",
            "broker.json:BrokerAKey=network.json:Vpc|gives the parameter, an AWS::EC2::Subnet::Id, a resource of the type AWS::EC2::VPC"})
    void refusesBindingsThatNameNothing(String binding, String sentence) {
        assertThatThrownBy(() -> Reachability.ofTexts(bareFiles("Key")).withBinding(binding))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("--bind " + sentence)
                .hasMessageEndingWith("(given " + binding + ")");
    }
}
