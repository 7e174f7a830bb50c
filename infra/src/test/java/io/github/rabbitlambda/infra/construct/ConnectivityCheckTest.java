package io.github.rabbitlambda.infra.construct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.ConnectivityCheck;
import io.github.rabbitlambda.infra.RabbitLambda;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.options.TestOptions;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.Reachability;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.cloudformation.include.CfnInclude;
import software.amazon.awscdk.services.amazonmq.CfnBroker;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;

/** Synthesis refuses a stack that would deploy without error and consume nothing. */
public class ConnectivityCheckTest {

    public static Verdict verdict(String stack) {
        Path template = Synthesis.standard().assembly().resolve(stack + ".template.json");
        return Reachability.of(template).verdicts().get(0);
    }

    @ParameterizedTest
    @CsvSource({StackNames.PUBLIC + ",CONNECTS", StackNames.NAT + ",CONNECTS", StackNames.ISOLATED + ",CONNECTS",
            StackNames.PUBLIC_SUBNET + ",CONNECTS", StackNames.DEFAULT_VPC + ",CONNECTS_IF"})
    void saysThatOurStacksConnect(String stack, Verdict.Kind kind) {
        assertThat(verdict(stack).words()).startsWith(kind + " ");
        assertThat(verdict(stack).kind()).isEqualTo(kind);
    }

    @Test
    void warnsOfNothingInOurStacks() {
        for (String stack : StackNames.all()) {
            assertThat(verdict(stack).findings(Level.WARNS)).as(stack).isEmpty();
        }
    }

    // a sharded stack has a verdict for every mapping
    @Test
    void saysThatEveryShardConnects() {
        Path template = Synthesis.unchecked(StackNames.ISOLATED, Map.of("shards", "2", "virtualHost", "shop"))
                .assembly().resolve(StackNames.ISOLATED + ".template.json");
        assertThat(Reachability.of(template).verdicts()).hasSize(2)
                .allSatisfy(verdict -> assertThat(verdict.kind()).isEqualTo(Verdict.Kind.CONNECTS));
    }

    // the message names the mapping and what to add, and does not name the correct stack beside it
    @Test
    void refusesAStackWithoutAnStsEndpoint() {
        App app = Synthesis.app(Map.of(), false);
        Validations.of(app).addPlugins(new ConnectivityCheck());
        RabbitLambda.addStack(app, StackNames.ISOLATED, TestOptions.of(Map.of()));
        include(new Stack(app, "Careless"));
        assertThatThrownBy(app::synth).hasMessageContaining("ERROR FAILS: Mapping `Mapping` cannot assume its role")
                .hasMessageContaining("no sts interface endpoint").hasMessageContaining("Careless/Template/Mapping")
                .hasMessageContaining("Reachability-R11").hasMessageNotContaining(StackNames.ISOLATED);
    }

    // broker and mapping may be in different stacks
    @Test
    void judgesStacksTogetherThatReferToEachOther() {
        App app = Synthesis.app(Map.of(), false);
        Validations.of(app).addPlugins(new ConnectivityCheck());
        Stack first = new Stack(app, "First");
        CfnBroker broker = broker(first);
        CfnOutput.Builder.create(first, "Arn").value(broker.getAttrArn()).exportName("arn").build();
        Stack second = new Stack(app, "Second");
        second.addStackDependency(first);
        CfnEventSourceMapping.Builder.create(second, "Mapping").functionName("function")
                .eventSourceArn(Fn.importValue("arn")).queues(List.of("queue")).build();
        assertThatThrownBy(app::synth).hasMessageContaining("Reachability-R2").hasMessageContaining("Second/Mapping");
    }

    // what the CDK writes for a reference between stacks under the flags of cdk.json
    @Test
    void followsTheCdksOwnReferencesBetweenStacks() {
        App app = Synthesis.app(Map.of(), false);
        Validations.of(app).addPlugins(new ConnectivityCheck());
        CfnBroker broker = broker(new Stack(app, "First"));
        CfnEventSourceMapping.Builder.create(new Stack(app, "Second"), "Mapping").functionName("function")
                .eventSourceArn(broker.getAttrArn()).queues(List.of("queue")).build();
        assertThatThrownBy(app::synth).hasMessageContaining("Reachability-R2").hasMessageContaining("Second/Mapping");
        assertThat(Synthesis.read(Path.of(app.getOutdir(), "Second.template.json")).toString())
                .contains("Fn::GetStackOutput");
    }

    // a broker without a mapping may not be meant for Lambda
    @Test
    void onlyWarnsOfABrokerThatNoMappingReads() {
        App app = Synthesis.app(Map.of(), false);
        Validations.of(app).addPlugins(new ConnectivityCheck());
        broker(new Stack(app, "Alone"));
        assertThat(Path.of(app.synth().getDirectory(), "Alone.template.json")).exists();
    }

    /** A broker that is refused at deployment: public, with a security group. */
    private static CfnBroker broker(Stack stack) {
        return CfnBroker.Builder.create(stack, "Broker").brokerName("broker").engineType("RABBITMQ")
                .deploymentMode("SINGLE_INSTANCE").hostInstanceType("mq.m7g.medium").publiclyAccessible(true)
                .securityGroups(List.of("sg-12345678")).users(List.of()).build();
    }

    private static void include(Stack stack) {
        CfnInclude.Builder.create(stack, "Template")
                .templateFile("src/test/resources/io/github/rabbitlambda/infra/construct/no-sts-endpoint.json").build();
    }
}
