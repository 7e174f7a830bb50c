package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionAttributes;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.IVersion;

/** What a source can be added to, with a public broker that exists. */
class RabbitMqEventSourceTest {
    private static final Synthesised STACK = Synthesised.of(RabbitMqEventSourceTest::stack);
    private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
    private static final String IMPORTED = "arn:aws:lambda:eu-west-1:123456789012:function:imported";
    private static final String ROLE = "arn:aws:iam::123456789012:role/imported";

    private static Stack stack(App app) {
        Stack stack = new Stack(app, "Targets");
        IRabbitMqBroker broker = TestBrokers.broker(stack);
        Function function = TestFunctions.node(stack, "Target");
        Alias alias = Alias.Builder.create(stack, "Alias").aliasName("live").version(function.getCurrentVersion())
                .build();
        alias.addEventSource(source(broker, "aliased"));
        function.getCurrentVersion().addEventSource(source(broker, "versioned"));
        imported(stack).addEventSource(source(broker, "imported"));
        return stack;
    }

    private static RabbitMqEventSource source(IRabbitMqBroker broker, String queue) {
        return RabbitMqEventSource.Builder.create(broker, RabbitMqQueues.Builder.create(queue).build())
                .maxBatchingWindow(Duration.seconds(2)).build();
    }

    private static String functionOf(String queue) {
        return STACK.ofType(MAPPING).values().stream().map(mapping -> mapping.get("Properties"))
                .filter(mapping -> mapping.get("Queues").get(0).asText().equals(queue)).findFirst().orElseThrow()
                .get("FunctionName").toString();
    }

    @Test
    void invokesAliasesVersionsAndImportedFunctionsAsSuch() {
        assertThat(functionOf("aliased")).contains("\"Ref\":\"Alias");
        assertThat(functionOf("versioned")).contains("\"Ref\":\"TargetCurrentVersion");
        assertThat(functionOf("imported")).contains(IMPORTED);
        assertThat(STACK.ofType(MAPPING).values())
                .allMatch(mapping -> mapping.get("Properties").get("MaximumBatchingWindowInSeconds").asInt() == 2);
    }

    // a public broker needs no interfaces, and nothing runs for queues that exist
    @Test
    void makesMappingsAndPermissionsAlone() {
        assertThat(STACK.policies()).contains("mq:DescribeBroker").doesNotContain("ec2:");
        assertThat(STACK.count("Custom::")).isEmpty();
        assertThat(STACK.count("AWS::StepFunctions")).isEmpty();
    }

    // nobody else tells the owner of a function without a known role what to allow
    @Test
    void warnsWhereTheRoleIsNotKnown() {
        assertThat(STACK.metadata()).contains("the role of this function is not known here: it must be"
                + " allowed mq:DescribeBroker on the broker, secretsmanager:GetSecretValue on the secret with which the mapping"
                + " signs in, kms:Decrypt on that secret's key if it has one of its own, or the mapping is not created. Import the function with its"
                + " role (FunctionAttributes.role), and all of it is done here");
    }

    // a policy that named roles would shut out one that is not known here, and the mapping would never read
    @Test
    void letsEveryRoleOfTheAccountThroughTheEndpoint() {
        Synthesised stack = privately(RabbitMqEventSourceTest::imported);
        assertThat(stack.metadata()).contains("ec2:CreateNetworkInterface");
        JsonNode statement = stack.ofType("AWS::EC2::VPCEndpoint").values().stream()
                .map(endpoint -> endpoint.get("Properties").get("PolicyDocument").get("Statement").get(0))
                .filter(allowed -> allowed.get("Action").asText().equals("secretsmanager:GetSecretValue")).findFirst()
                .orElseThrow();
        assertThat(statement.get("Principal").toString()).isEqualTo("{\"AWS\":\"*\"}");
        assertThat(statement.get("Condition").toString())
                .isEqualTo("{\"StringEquals\":{\"aws:PrincipalAccount\":{\"Ref\":\"AWS::AccountId\"}}}");
        assertThat(statement.get("Resource").toString()).contains("Secret");
    }

    @Test
    void grantsToTheRoleOfAnImportedFunction() {
        Synthesised stack = privately(scope -> Function.fromFunctionAttributes(scope, "Imported", FunctionAttributes
                .builder().functionArn(IMPORTED).role(Role.fromRoleArn(scope, "Role", ROLE)).build()));
        assertThat(stack.metadata()).doesNotContain("is not known here");
        assertThat(stack.ofType("AWS::IAM::Policy").values()).map(JsonNode::toString)
                .filteredOn(policy -> policy.contains("\"Roles\":[\"imported\"]")).singleElement().asString()
                .contains("secretsmanager:GetSecretValue").contains("mq:DescribeBroker");
    }

    private static IFunction imported(Stack stack) {
        return Function.fromFunctionArn(stack, "Imported", IMPORTED);
    }

    @FunctionalInterface
    private interface Target {
        IFunction in(Stack stack);
    }

    private static Synthesised privately(Target target) {
        return Synthesised.of(app -> {
            Stack stack = new Stack(app, "Private");
            RabbitMqTopology topology = RabbitMqTopology.Builder.create(stack, "Topology")
                    .broker(RabbitMqBroker.Builder.create(stack, "Broker").build())
                    .queues(RabbitMqQueues.Builder.create("orders").build()).build();
            target.in(stack).addEventSource(RabbitMqEventSource.Builder.create(topology).build());
            return stack;
        });
    }

    // a new broker has no queue when the mapping is made
    @Test
    void refusesQueuesOfANewBrokerThatNothingDeclares() {
        RabbitMqBroker broker = RabbitMqBroker.Builder.create(new Stack(new App(), "New"), "Broker")
                .network(RabbitMqNetwork.publicAccess()).build();
        assertThatThrownBy(() -> source(broker, "orders")).isInstanceOf(Refusal.class)
                .hasMessage(
                        "broker must be imported with RabbitMqBroker.fromAttributes (given New/Broker): a new broker"
                                + " has no queues yet, and a mapping whose queue is missing never reads; create(topology)"
                                + " declares them first");
    }

    // a listener knows its name without alias and version; a widget of another name has no data
    @Test
    void watchesTheFunctionBehindAnAliasOrAVersion() {
        for (boolean aliased : List.of(true, false)) {
            Synthesised stack = Synthesised.of(app -> {
                Stack watched = new Stack(app, "Watched");
                IVersion version = TestFunctions.node(watched, "Function").getCurrentVersion();
                RabbitMqEventSource source = source(TestBrokers.broker(watched), "orders");
                (aliased
                        ? Alias.Builder.create(watched, "Alias").aliasName("live").version(version).build()
                        : version).addEventSource(source);
                RabbitMqMonitoring.Builder.create(watched, "Monitoring", source).build();
                return watched;
            });
            assertThat(stack.only("AWS::CloudWatch::Dashboard").toString()).containsPattern(
                    "\\\\\"Function\\\\\",\\\\\"\",\\{\"Ref\":\"Function[0-9A-F]{8}\"\\},\"\\\\\"");
        }
    }

    @Test
    void goesToOneFunction() {
        Stack stack = new Stack(new App(), "Twice");
        RabbitMqEventSource source = source(TestBrokers.broker(stack), "orders");
        assertThatThrownBy(source::getEventSourceMappingIds).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must be added to a function before others use it");
        source.bind(TestFunctions.node(stack, "First"));
        assertThat(source.getEventSourceMappingIds()).hasSize(1);
        assertThatThrownBy(() -> source.bind(TestFunctions.node(stack, "Second")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "an event source must be added to one function (given Twice/Second after Twice/First): build"
                                + " another one");
    }

    @Test
    void refusesWhatLambdaRefuses() {
        Stack stack = new Stack();
        RabbitMqQueues orders = RabbitMqQueues.Builder.create("orders").build();
        IRabbitMqBroker broker = TestBrokers.broker(stack);
        assertThatThrownBy(() -> RabbitMqEventSource.Builder.create(broker, orders).batchSize(10_001).build())
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("batchSize must be between 1 and 10000 (given 10001)");
        assertThatThrownBy(() -> RabbitMqEventSource.Builder.create(broker, orders)
                .maxBatchingWindow(Duration.seconds(301)).build()).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("batchWindow must be between 0 and 300 (given 301)");
        assertThatThrownBy(() -> RabbitMqEventSource.Builder.create(broker, orders)
                .maxBatchingWindow(Duration.millis(1500)).build()).isInstanceOf(Refusal.class).hasMessage(
                        "maxBatchingWindow must be whole seconds (given 1500 ms): Lambda takes no parts of them");
        assertThatThrownBy(() -> RabbitMqEventSource.Builder.create(broker, orders)
                .filters(List.of(Map.of("data", "a"))).build()).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("filters must be made by FilterCriteria.filter (given {data=a})");
        assertThatThrownBy(() -> RabbitMqQueues.Builder.create("orders").shards(101).build())
                .isInstanceOf(Refusal.class).hasMessageStartingWith("shards must be between 1 and 100 (given 101)");
    }

    // what the broker's version can't do is refused where both are known
    @Test
    void refusesADelayOnABrokerThatHasNone() {
        Stack stack = new Stack();
        RabbitMqQueues delayed = RabbitMqQueues.Builder.create("orders").retryDelay(Duration.seconds(10)).build();
        IRabbitMqBroker old = RabbitMqBroker.fromAttributes(stack, "Broker",
                TestBrokers.attributes(stack).engineVersion("4.2").build());
        assertThatThrownBy(() -> RabbitMqEventSource.Builder.create(old, delayed).build()).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("retryDelay must be 0 (given 10): RabbitMQ 4.2 can't delay");
    }
}
