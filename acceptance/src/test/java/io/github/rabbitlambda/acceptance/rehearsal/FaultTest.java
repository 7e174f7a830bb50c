package io.github.rabbitlambda.acceptance.rehearsal;

import io.github.rabbitlambda.acceptance.NeedsNpmPackage;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Interfaces;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Pace;
import io.github.rabbitlambda.acceptance.rehearsal.stack.StackResult;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Thing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;

/** What goes wrong in a deployment ends in words, and leaves either a stack that works or nothing. */
@NeedsRabbitMq
@NeedsNpmPackage("@aws-sdk/client-lambda")
@EnabledIfSystemProperty(named = "drill.scale", matches = "1(\\.0)?", disabledReason = "runs in the drill: mvn -q -Pdrill")
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FaultTest {
    @TempDir
    Path directory;

    @Test
    void mappingThatCannotLogInFailsTheDeploymentInItsOwnWords() throws Exception {
        try (Life life = life(StackNames.PUBLIC, 100)) {
            life.stack.before(order -> {
                if (order.type().equals("AWS::Lambda::EventSourceMapping")) {
                    life.rehearsal.brokers.only().changePasswords("another-password");
                }
            });
            StackResult result = life.stack.create(life.template(Map.of("verify", "state")));

            assertThat(result.status()).as(life::story).isEqualTo("ROLLBACK_COMPLETE");
            assertThat(result.reasons()).singleElement().asString().contains("PROBLEM: Connection error.")
                    .contains("refuses user consumer-a");
            assertThat(life.rehearsal.left()).as(life::story).isEmpty();
        }
    }

    @Test
    void policiesThatTakeEffectLateFailNothing() throws Exception {
        try (Life life = life(StackNames.ISOLATED, 20)) {
            // 8 s at AWS, where the broker takes 10 minutes or more
            life.rehearsal.iam.delayPolicies(Duration.ofSeconds(2));
            life.rehearsal.brokers.takeTime(Duration.ofSeconds(4));
            StackResult result = life.stack.create(life.template(Map.of()));
            assertThat(result).as(life::story).isEqualTo(new StackResult("CREATE_COMPLETE", List.of()));
            assertThat(life.rehearsal.gateway.refusals()).isNotEmpty();
            life.rehearsal.gateway.refusals().clear();
            life.delete();
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "30"})
    void interfacesThatOutliveTheCleanUpAreNamedAndKeepWhatTheyNeed(int interfaces) throws Exception {
        try (Life life = life(StackNames.ISOLATED, 200)) {
            life.create(Map.of());
            life.rehearsal.mappingInterfaces.keepFor(Duration.ofDays(30));
            Thing first = life.rehearsal.things.ofType(Interfaces.TYPE).stream()
                    .filter(found -> found.properties().get("Description").textValue().contains("ENI-armq"))
                    .findFirst().orElseThrow();
            IntStream.range(1, interfaces).forEach(number -> life.rehearsal.things.put(Interfaces.TYPE,
                    first.id() + number, first.properties()));

            StackResult result = life.stack.delete();

            assertThat(result.status()).as(life::story).isEqualTo("DELETE_FAILED");
            assertThat(result.reasons()).singleElement().asString().contains("network interface eni-")
                    .contains("destroy the stack again");
            assertThat(life.stack.ofType("AWS::EC2::Subnet")).isNotEmpty();
            life.rehearsal.things.ofType(Interfaces.TYPE)
                    .forEach(thing -> life.rehearsal.things.remove(Interfaces.TYPE, thing.id()));
            life.delete();
            assertThat(life.rehearsal.left()).as(life::story).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"lambda:GetEventSourceMapping", "lambda:ListEventSourceMappings", "ec2:DescribeNetworkInterfaces",
            "s3:ListBucketVersions", "secretsmanager:GetSecretValue"})
    void throttledCallsInAWaiterAreNoFailure(String action) throws Exception {
        try (Life life = life(StackNames.ISOLATED, 20)) {
            // more than the SDK itself retries
            life.stack.before(order -> {
                if (order.type().matches("Custom::Verifi.*") && action.equals("lambda:GetEventSourceMapping")) {
                    life.rehearsal.faults.throttle(action, 8);
                }
            });
            life.create(Map.of());
            if (!action.equals("lambda:GetEventSourceMapping")) {
                life.rehearsal.faults.throttle(action, 8);
            }
            life.delete();
            assertThat(life.rehearsal.left()).as(life::story).isEmpty();
        }
    }

    private Life life(String stack, int pace) throws Exception {
        return new Life(stack, directory, new Pace(pace), Seed.value());
    }
}
