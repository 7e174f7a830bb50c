package io.github.rabbitlambda.infra;

import static io.github.rabbitlambda.infra.ExistingOptions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.rabbitlambda.infra.options.TestOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.sqs.Queue;

class ValidationTest {

    // an open finding stops the synthesis, so that nobody overlooks it among warnings
    @Test
    void hasNoOpenFinding() {
        assertThat(open(Synthesis.standard())).isEmpty();
    }

    @Test
    void hasNoOpenFindingInAnyVariant() {
        for (Map<String, String> options : List.of(
                Map.of("shards", "3", "virtualHost", "shop", "batchWindow", "5"),
                Map.of("failureQueue", "false", "observe", "false", "verify", "state"),
                Map.of("retainFailures", "true", "verify", "off", "idempotency", "true", "engineVersion", "3.13",
                        "instanceType",
                        "mq.m5.large"),
                Map.of("profile", "minimal"), Map.of("rotationDays", "30"),
                Map.of("rotationDays", "1", "profile", "minimal"))) {
            assertThat(open(Synthesis.checked(options))).as(options.toString()).isEmpty();
        }
    }

    @Test
    void hasNoOpenFindingAroundWhatExists() {
        for (Map<String, String> options : List.of(ExistingOptions.publicBroker(), ExistingOptions.privateBroker(),
                ExistingOptions.vpc(), ExistingOptions.functionOnPublicBroker(), ExistingOptions.administratedBroker(),
                with(ExistingOptions.administratedBroker(), Map.of("rotationDays", "30")),
                ExistingOptions.functionInVpc(),
                ExistingOptions.foreignJar())) {
            assertThat(open(Synthesis.checked(options)).stream()
                    .filter(finding -> !finding.contains("\"severity\":\"warning\""))).as(options.toString()).isEmpty();
        }
    }

    // an acknowledgement that is not needed hides a rotation that somebody takes away
    @Test
    void acknowledgesThatNothingRotatesOnlyWhereNothingDoes() {
        assertThat(acknowledgements(Synthesis.unchecked(Map.of("rotationDays", "30")))).doesNotContain("SMG4");
        assertThat(acknowledgements(Synthesis.unchecked(Map.of("observe", "false")))).contains("SMG4");
    }

    private static String acknowledgements(Synthesis synthesis) {
        return StackNames.all().stream()
                .map(stack -> Synthesis.read(synthesis.assembly().resolve(stack + ".metadata.json")).toString())
                .collect(Collectors.joining());
    }

    // what is in no template stays unknown, and a warning says so
    @Test
    void tellsWhatItCannotSeeOfAnExistingBroker() {
        assertThat(open(Synthesis.checked(ExistingOptions.publicBroker()))).singleElement().asString()
                .contains("Reachability-R1", "cannot be seen", "\"severity\":\"warning\"");
    }

    // the same question of three mappings is one question
    @Test
    void asksOnceForAllShards() {
        List<String> one = open(Synthesis.checked(ExistingOptions.vpc()));
        List<String> three = open(Synthesis.checked(with(ExistingOptions.vpc(), Map.of("shards", "3"))));
        assertThat(three).hasSameSizeAs(one).anySatisfy(finding -> assertThat(finding)
                .contains("DNS support of VPC of subnet-0123456789abcdef0")
                .containsPattern("(Mapping.*){3}"));
    }

    private static List<String> open(Synthesis synthesis) {
        return Synthesis.read(synthesis.assembly().resolve("validation-report.json")).findValues("violations").stream()
                .flatMap(Template::stream).map(JsonNode::toString).toList();
    }

    // proves that the checks can fail
    @Test
    void findsAnUnencryptedQueue() {
        App app = Synthesis.app(Map.of(), false);
        Validations.of(app).addPlugins(AwsSolutionsChecks.Builder.create(app).build());
        Stack stack = new Stack(app, "Careless");
        Queue.Builder.create(stack, "Queue").build();
        assertThatThrownBy(app::synth).hasMessageContaining("AwsSolutions-SQS4");
    }

    // only the stack that can't have a cluster is refused
    @Test
    void refusesAClusterInTheDefaultVpcAlone() {
        Map<String, String> cluster = Map.of("deploymentMode", "cluster");
        assertThatThrownBy(() -> Synthesis.of(StackNames.DEFAULT_VPC, cluster)).hasMessageContaining(
                "deploymentMode must be single in PrivateRabbitMqInstanceDefaultVpcStack (given cluster): how Amazon MQ"
                        + " spreads a cluster over the default subnets is not documented");
        assertThat(
                Synthesis.of(StackNames.PUBLIC, cluster).only("AWS::AmazonMQ::Broker").get("DeploymentMode").asText())
                .isEqualTo("CLUSTER_MULTI_AZ");
    }

    @Test
    void reportsARefusedOptionInEveryStack() {
        assertThat(stacksOfError(Map.of("batchSize", "0"))).hasSize(7).containsAll(StackNames.all())
                .contains("ExistingRabbitMqInstanceStack", "PrivateRabbitMqInstanceExistingVpcStack");
        assertThat(stacksOfError(Map.of("batchSize", "0", "stage", "dev"))).hasSize(7)
                .contains(StackNames.PUBLIC + "-dev");
    }

    // one mistake is read once
    @Test
    void reportsARefusedOptionInTheOneStackAroundWhatExists() {
        assertThat(stacksOfError(with(ExistingOptions.publicBroker(), Map.of("batchSize", "0"))))
                .containsExactly("ExistingRabbitMqInstanceStack");
        assertThat(stacksOfError(with(ExistingOptions.privateBroker(), Map.of("batchSize", "0"))))
                .containsExactly("ExistingRabbitMqInstanceStack");
        assertThat(stacksOfError(with(ExistingOptions.vpc(), Map.of("batchSize", "0"))))
                .containsExactly("PrivateRabbitMqInstanceExistingVpcStack");
    }

    // constructs refuse too, when there are stacks already
    @Test
    void reportsInStacksThatExistAlready() {
        App app = Synthesis.app(Map.of(), false);
        new Stack(app, StackNames.PUBLIC);
        assertThat(stacksOfError(app, Map.of("batchSize", "0"))).hasSize(7).contains(StackNames.PUBLIC);
    }

    private static List<String> stacksOfError(Map<String, String> options) {
        return stacksOfError(Synthesis.app(options, false), options);
    }

    private static List<String> stacksOfError(App app, Map<String, String> options) {
        RabbitLambda.addCheckedStacksOrError(app, () -> TestOptions.of(options));
        assertThatThrownBy(app::synth).hasMessageContaining("batchSize must be between 1 and 10000 (given 0): these are"
                + " the batch sizes of Amazon MQ mappings");
        return app.getNode().getChildren().stream().filter(Stack.class::isInstance).map(Stack.class::cast)
                .map(Stack::getStackName).toList();
    }
}
