package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogGroupsTest {

    // Lambda makes a group that nobody deletes for a function without one, CDK's own functions included
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void belongToEveryFunctionAndGoWithTheStack(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(template.ofType("AWS::Lambda::Function")).isNotEmpty().allSatisfy((id, function) -> {
            String group = function.get("Properties").path("LoggingConfig").path("LogGroup").path("Ref").asText();
            assertThat(template.ofType("AWS::Logs::LogGroup")).as(id).containsKey(group);
        });
        assertThat(template.ofType("AWS::Logs::LogGroup")).allSatisfy((id, group) -> {
            assertThat(group.get("DeletionPolicy").asText()).isEqualTo("Delete");
            assertThat(group.get("Properties").get("RetentionInDays").asInt()).isEqualTo(30);
        });
    }

    // the helpers of these features have groups that outlive the stack
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void areNotLeftByHelpersOfTheCdk(String name) {
        assertThat(Synthesis.standard().stack(name).resources().values()).extracting(
                resource -> resource.get("Type").asText()).doesNotContain("Custom::S3AutoDeleteObjects",
                        "Custom::VpcRestrictDefaultSG", "Custom::LogRetention", "Custom::AWS");
    }
}
