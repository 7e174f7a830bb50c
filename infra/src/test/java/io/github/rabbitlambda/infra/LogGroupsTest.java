package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogGroupsTest {

    // for a function without a log group, also the CDK's own, Lambda creates one that nothing deletes
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void belongToEveryFunctionAndAreDeletedWithTheStack(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(template.ofType("AWS::Lambda::Function")).isNotEmpty().allSatisfy((id, function) -> {
            String group = function.get("Properties").path("LoggingConfig").path("LogGroup").path("Ref").asText();
            assertThat(template.ofType("AWS::Logs::LogGroup")).as(id).containsKey(group);
        });
        assertThat(template.ofType("AWS::Logs::LogGroup")).isNotEmpty().allSatisfy((id, group) -> {
            assertThat(group.get("DeletionPolicy").asText()).isEqualTo("Delete");
            assertThat(group.get("Properties").get("RetentionInDays").asInt()).isEqualTo(30);
        });
    }

    // the CDK's functions for these features have log groups that outlive the stack
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void areNotLeftByFunctionsOfTheCdk(String name) {
        assertThat(Synthesis.standard().stack(name).resources().values()).extracting(
                resource -> resource.get("Type").asText()).doesNotContain("Custom::S3AutoDeleteObjects",
                        "Custom::VpcRestrictDefaultSG", "Custom::LogRetention", "Custom::AWS");
    }
}
