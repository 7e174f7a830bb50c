package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How much each profile of a stack holds. */
class ProfileTest {
    private static final Map<String, String> MINIMAL = Map.of("profile", "minimal");

    static Template minimal(String stack) {
        return Synthesis.of(stack, MINIMAL);
    }

    @ParameterizedTest
    @CsvSource({StackNames.PUBLIC + ",52", StackNames.ISOLATED + ",72"})
    void holdsLittle(String stack, int most) {
        assertThat(Synthesis.standard().stack(stack).size()).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({StackNames.PUBLIC + ",35", StackNames.ISOLATED + ",57"})
    void holdsLessWhenMinimal(String stack, int most) {
        assertThat(minimal(stack).size()).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void hasEightFunctionsAtMost(String stack) {
        assertThat(Synthesis.standard().stack(stack).ofType("AWS::Lambda::Function")).hasSizeLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void holdsNothingToOperateWithWhenMinimal(String stack) {
        Stream.of("AWS::SQS::Queue", "AWS::S3::Bucket", "AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard",
                "AWS::Events::Rule", "Custom::EmptyBucket")
                .forEach(type -> assertThat(minimal(stack).ofType(type)).as(type).isEmpty());
        assertThat(minimal(stack).ofType("AWS::Lambda::Function").keySet()).noneMatch(id -> id.startsWith("Replay"));
    }

    // the minimal stack is verified as well, and leaves nothing behind
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void isVerifiedWhenMinimal(String stack) {
        assertThat(minimal(stack).ofType("Custom::Verification")).hasSize(1);
        assertThat(minimal(stack).ofType("Custom::Topology")).hasSize(1);
        assertThat(minimal(stack).ofType("Custom::EventSourceCleanup"))
                .hasSize(StackNames.inVpc().contains(stack) ? 1 : 0);
    }

    // a policy of ours is one of few, which all say what they allow; each fits into an environment and a policy
    @Test
    void worksWithAsManyShardsAsTheOptionTakes() {
        Template template = Synthesis.of(StackNames.ISOLATED,
                Map.of("shards", "100", "queueName", "q".repeat(17), "virtualHost", "v".repeat(200)));
        assertThat(template.size()).isLessThanOrEqualTo(500);
        assertThat(template.json().get("Outputs").size()).isLessThanOrEqualTo(200);
        assertThat(template.ofType("AWS::IAM::Role").keySet()).allSatisfy(role -> assertThat(
                template.statements(role).mapToInt(statement -> statement.toString().length()).sum())
                .isLessThan(10_240));
        assertThat(template.ofType("AWS::Lambda::Function").values()).allSatisfy(function -> assertThat(
                function.get("Properties").path("Environment").toString().length()).isLessThan(4_096));
        assertThat(template.json().toString().length()).isLessThan(1_000_000);
    }

    @Test
    void isProtectedFromDeletionOnRequest() {
        for (String value : List.of("true", "false")) {
            assertThat(Synthesis.read(Synthesis.unchecked(StackNames.PUBLIC, Map.of("terminationProtection", value))
                    .assembly().resolve("manifest.json")).get("artifacts").get(StackNames.PUBLIC).get("properties")
                    .path("terminationProtection").asBoolean()).as(value).isEqualTo(Boolean.parseBoolean(value));
        }
    }
}
