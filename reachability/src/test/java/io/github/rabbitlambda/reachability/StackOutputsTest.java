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

/** References between stacks as the CDK writes them under its recommended flags. */
class StackOutputsTest {
    private static final Tree.Mapping ISOLATED = Stacks.tree("G1-isolated.json");
    private static final String NETWORK = JsonText.of(Rewrites.split(ISOLATED)[0]);

    private static String broker(String stack, String region) {
        return JsonText.of(Rewrites.split(ISOLATED)[1]).replaceAll(
                "\\{\\s*\"Fn::ImportValue\": \"network-(\\w+)\"\\s*}",
                "{\"Fn::GetStackOutput\": {\"StackName\": " + stack + ", \"Region\": " + region
                        + ", \"OutputName\": \"Out$1\"}}");
    }

    private static String broker() {
        return broker("\"Network\"", "{\"Ref\": \"AWS::Region\"}");
    }

    private static Reachability check(String... namesAndTexts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return Reachability.ofTexts(texts);
    }

    private static Verdict verdict(String... namesAndTexts) {
        List<Verdict> verdicts = check(namesAndTexts).verdicts();
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }

    @Test
    void followsAnOutputToTheTemplateThatIsNamedAfterTheStack() {
        Verdict verdict = verdict("cdk.out/Network.template.json", NETWORK, "cdk.out/Broker.template.json", broker());

        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Verdict.Kind.CONNECTS);
    }

    @Test
    void failsOnAFaultInAnotherStack() {
        String careless = JsonText.of(Rewrites.split(Stacks.tree("M-no-sts-endpoint.json"))[0]);

        assertThat(verdict("Network.template.json", careless, "Broker.template.json", broker()).words())
                .startsWith("FAILS Mapping").contains("no sts interface endpoint");
    }

    @Test
    void namesTheOutputWhoseTemplateIsMissing() {
        Verdict verdict = verdict("Broker.template.json", broker());

        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Verdict.Kind.UNKNOWN);
        assertThat(verdict.words()).contains("the output `Network.OutBrokerA` of another stack")
                .contains("check it with the template that declares the subnet");
    }

    @Test
    void namesTheOutputThatItsTemplateDoesNotHave() {
        String less = NETWORK.replace("\"OutBrokerA\"", "\"Renamed\"");

        assertThat(verdict("Network.template.json", less, "Broker.template.json", broker()).words())
                .startsWith("UNKNOWN Mapping").contains("the output `Network.OutBrokerA` of another stack");
    }

    @Test
    void doesNotConfuseTwoStacksWithTheSameOutputs() {
        String careless = JsonText.of(Rewrites.split(Stacks.tree("M-no-sts-endpoint.json"))[0]);

        assertThat(verdict("Careless.template.json", careless, "Network.template.json", NETWORK,
                "Broker.template.json", broker()).kind()).isEqualTo(Verdict.Kind.CONNECTS);
        assertThat(verdict("Network.template.json", careless, "Sound.template.json", NETWORK, "Broker.template.json",
                broker()).kind()).isEqualTo(Verdict.Kind.FAILS);
        assertThat(verdict("Careless.template.json", careless, "Sound.template.json", NETWORK, "Broker.template.json",
                broker()).kind()).isEqualTo(Verdict.Kind.UNKNOWN);
    }

    @Test
    void assumesTheStackWhereOnlyOneTemplateHasTheOutput() {
        Verdict verdict = verdict("n.json", NETWORK, "b.json",
                broker("\"prod-network\"", "{\"Ref\": \"AWS::Region\"}"));

        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Verdict.Kind.CONNECTS_IF);
        assertThat(verdict.words())
                .contains("The stack `prod-network`, whose output `OutBrokerSg` is used, is n.json.");
    }

    @Test
    void doesNotFollowAnOutputOfAnotherRegion() {
        String far = broker("\"Network\"", "\"eu-west-2\"");
        Reachability check = check("Network.json", NETWORK, "Broker.json", far);

        assertThat(check.inRegion("eu-west-2").verdicts()).extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.CONNECTS);
        assertThat(check.inRegion("eu-west-1").verdicts()).extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.UNKNOWN);
        assertThat(check.verdicts().getFirst().words()).startsWith("CONNECTS_IF Mapping")
                .contains("assumed: The stacks are deployed to the Region `eu-west-2`.");
    }

    // The CDK passes a list between stacks as one text, which it joins and splits.
    @Test
    void followsAListThatIsJoinedAndSplit() {
        String joined = NETWORK.replaceFirst("\"OutBrokerA\": \\{\\s*\"Value\":",
                "\"Subnets\": {\"Value\": {\"Fn::Join\": [\"||\", [{\"Ref\": \"BrokerA\"}, {\"Ref\": \"BrokerB\"}]]}}, $0");
        String split = JsonText.of(Stacks.with(JsonReader.read(broker()).asMapping(),
                "Resources/Broker/Properties/SubnetIds", Tree.mapping("Fn::Split", List.of("||", Tree.mapping(
                        "Fn::GetStackOutput", Tree.mapping("StackName", "Network", "OutputName", "Subnets"))))));

        assertThat(verdict("Network.json", joined, "Broker.json", split).kind()).isEqualTo(Verdict.Kind.CONNECTS);
    }
}
