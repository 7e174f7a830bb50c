package io.github.rabbitlambda.constructs;

import static io.github.rabbitlambda.constructs.UserStacks.ADMINISTRATOR;
import static io.github.rabbitlambda.constructs.UserStacks.EXISTING;
import static io.github.rabbitlambda.constructs.UserStacks.NEW;
import static io.github.rabbitlambda.constructs.UserStacks.SCHEDULE;
import static io.github.rabbitlambda.constructs.UserStacks.SECRET;
import static io.github.rabbitlambda.constructs.UserStacks.administrated;
import static io.github.rabbitlambda.constructs.UserStacks.assertRefused;
import static io.github.rabbitlambda.constructs.UserStacks.consumed;
import static io.github.rabbitlambda.constructs.UserStacks.id;
import static io.github.rabbitlambda.constructs.UserStacks.onNewBroker;
import static io.github.rabbitlambda.constructs.UserStacks.policiesOf;
import static io.github.rabbitlambda.constructs.UserStacks.topology;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** Which secrets are rotated, when, and with which permissions. */
class TopologyRotationTest {
    // Secrets Manager tests a new schedule at once, so users and permissions must be there
    @ParameterizedTest
    @CsvSource({"true,3,30", "false,2,7"})
    void schedulesFollowTheUsers(boolean isNew, int schedules, int days) {
        Synthesised stack = isNew ? NEW : EXISTING;
        assertThat(stack.ofType(SCHEDULE)).hasSize(schedules).allSatisfy((id, schedule) -> {
            assertThat(stack.createdBefore(id)).contains(stack.id("Custom::Topology"),
                    id(stack, "AWS::Lambda::Permission", "RotationInvocation"),
                    id(stack, "AWS::IAM::Role", "BrokerTasksRole"));
            assertThat(schedule.at("/Properties/RotationRules").toString())
                    .isEqualTo("{\"AutomaticallyAfterDays\":" + days + "}");
            assertThat(schedule.at("/Properties/RotateImmediatelyOnUpdate").asBoolean(true)).isFalse();
        });
        stack.json().get("Resources").fieldNames()
                .forEachRemaining(id -> assertThat(stack.createdBefore(id)).as(id).doesNotContain(id));
    }

    // an imported administrator's secret is somebody else's, who may rotate it
    @Test
    void onlySecretsThatWereMadeAreRotated() {
        assertThat(EXISTING.ofType(SCHEDULE).toString()).doesNotContain(ADMINISTRATOR);
        Synthesised given = Synthesised.of(app -> {
            Stack stack = new Stack(app, "Given");
            RabbitMqBroker broker = RabbitMqBroker.Builder.create(stack, "Broker")
                    .network(RabbitMqNetwork.publicAccess())
                    .credentials(Secret.fromSecretCompleteArn(stack, "Administrator", ADMINISTRATOR)).build();
            topology(stack, "Topology", broker).rotation(Duration.days(30)).build();
            return stack;
        });
        assertThat(given.ofType(SCHEDULE)).hasSize(2);
        assertThat(policiesOf(given, id(given, "AWS::IAM::Role", "BrokerTasksRole")))
                .contains("secretsmanager:PutSecretValue");
    }

    @Test
    void theRotationManagesTheMappingsOfTheFunctionAlone() {
        assertThat(policiesOf(EXISTING, id(EXISTING, "AWS::IAM::Role", "BrokerTasksRole")))
                .contains("lambda:UpdateEventSourceMapping", "\"lambda:FunctionArn\":[{\"Fn::GetAtt\":[\""
                        + id(EXISTING, "AWS::Lambda::Function", "Function"));
    }

    @Test
    void nothingRotatesUnlessItIsAskedFor() {
        Synthesised stack = Synthesised.of(app -> onNewBroker(app, "Still", same -> same));
        assertThat(stack.ofType(SCHEDULE)).isEmpty();
        assertThat(stack.policies()).doesNotContain("secretsmanager:PutSecretValue",
                "secretsmanager:GetRandomPassword", "lambda:UpdateEventSourceMapping");
        assertThat(stack.ofType("AWS::EC2::VPCEndpoint").toString()).doesNotContain("PutSecretValue",
                "UpdateEventSourceMapping");
    }

    // the policies of the broker's endpoints may name nothing of a stack that names the broker
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aRotationMayBeInAnotherStackThanTheBroker(boolean topologyToo) {
        Synthesised orders = Synthesised.of(app -> {
            Stack shared = new Stack(app, "Shared");
            Stack consuming = new Stack(app, "Orders");
            RabbitMqBroker broker = RabbitMqBroker.Builder.create(shared, "Broker").build();
            consumed(consuming, topology(topologyToo ? consuming : shared, "Topology", broker)
                    .rotation(Duration.days(30)).build());
            return consuming;
        });
        assertThat(orders.ofType(SCHEDULE)).hasSize(topologyToo ? 3 : 0);
        assertThat(orders.ofType(SECRET)).isEmpty();
        assertThat(orders.policies()).contains("lambda:UpdateEventSourceMapping");
    }

    @Test
    void anAlarmGoesOffWhereARotationFails() {
        Synthesised stack = Synthesised.of(app -> {
            Stack watched = new Stack(app, "Watched");
            RabbitMqMonitoring.Builder.create(watched, "Monitoring", consumed(watched,
                    topology(watched, "Topology", administrated(watched)).rotation(Duration.days(30)).build())).build();
            return watched;
        });
        JsonNode alarm = stack.ofType("AWS::CloudWatch::Alarm")
                .get(id(stack, "AWS::CloudWatch::Alarm", "RotationFailed"));
        assertThat(alarm.at("/Properties/MetricName").asText()).isEqualTo("RotationFailed");
        assertThat(alarm.at("/Properties/TreatMissingData").asText()).isEqualTo("ignore");
    }

    @ParameterizedTest
    @CsvSource({"0,between 1 and 1000", "1001,between 1 and 1000"})
    void refusesOtherIntervals(int days, String expected) {
        Stack stack = new Stack(new App(), "Interval");
        assertRefused(topology(stack, "Topology", administrated(stack)).rotation(Duration.days(days)),
                "rotation must be " + expected + " (given " + days + "): Secrets Manager rotates after so many days");
    }

    @Test
    void refusesPartsOfADay() {
        Stack stack = new Stack(new App(), "Interval");
        IRabbitMqBroker broker = administrated(stack);
        assertRefused(topology(stack, "Minutes", broker).rotation(Duration.minutes(1450)),
                "rotation must be whole days (given 1450 minutes): Secrets Manager takes no parts of them");
        assertRefused(topology(stack, "Hours", broker).rotation(Duration.hours(36)),
                "rotation must be whole days (given 36 hours): Secrets Manager takes no parts of them");
    }
}
