package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.constructs.options.ConsumerPermissions;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** As whom a topology consumes and publishes, who reads which secret, and what is rotated. */
class TopologyUsersTest {
    private static final String SECRET = "AWS::SecretsManager::Secret";
    private static final String SCHEDULE = "AWS::SecretsManager::RotationSchedule";
    private static final String ADMINISTRATOR = "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:admin-AbCdEf";
    private static final Synthesised NEW = Synthesised.of(app -> onNewBroker(app, "New", rotated -> rotated
            .rotation(Duration.days(30))));
    private static final Synthesised EXISTING = Synthesised.of(app -> {
        Stack stack = new Stack(app, "Existing");
        consumed(stack, topology(stack, "Topology", administrated(stack)).rotation(Duration.days(7))
                .consumerPermissions(permissions()).build());
        return stack;
    });

    private static Stack onNewBroker(App app, String name, UnaryOperator<RabbitMqTopology.Builder> change) {
        Stack stack = new Stack(app, name);
        RabbitMqBroker broker = RabbitMqBroker.Builder.create(stack, "Broker").build();
        consumed(stack, change.apply(topology(stack, "Topology", broker)).build());
        return stack;
    }

    private static ConsumerPermissions permissions() {
        return new ConsumerPermissions(Map.of("configure", "", "write", "", "read", "^orders$"));
    }

    private static RabbitMqEventSource consumed(Stack stack, RabbitMqTopology topology) {
        RabbitMqEventSource source = RabbitMqEventSource.Builder.create(topology).build();
        TestFunctions.node(stack, "Function").addEventSource(source);
        return source;
    }

    private static RabbitMqTopology.Builder topology(Stack stack, String id, IRabbitMqBroker broker) {
        return RabbitMqTopology.Builder.create(stack, id).broker(broker)
                .queues(RabbitMqQueues.Builder.create("orders").build());
    }

    private static IRabbitMqBroker administrated(Stack stack) {
        return RabbitMqBroker.fromAttributes(stack, "Broker", RabbitMqBrokerAttributes.builder()
                .brokerArn("arn:aws-us-gov:mq:us-gov-west-1:123456789012:broker:shop:b-1")
                .amqpsEndpoint("amqps://b-1.mq.us-gov-west-1.on.aws:5671")
                .administratorCredentials(Secret.fromSecretCompleteArn(stack, "Administrator", ADMINISTRATOR))
                .build());
    }

    private static String id(Synthesised stack, String type, String part) {
        return stack.ofType(type).keySet().stream().filter(id -> id.contains(part)).findFirst().orElseThrow();
    }

    private static JsonNode variables(Synthesised stack) {
        return stack.ofType("AWS::Lambda::Function").values().stream().map(function -> function.get("Properties"))
                .filter(function -> function.path("Handler").asText().endsWith(".BrokerTasks")).findFirst()
                .orElseThrow().get("Environment").get("Variables");
    }

    private static String policiesOf(Synthesised stack, String role) {
        return stack.ofType("AWS::IAM::Policy").values().stream().map(JsonNode::toString)
                .filter(policy -> policy.contains("\"Roles\":[{\"Ref\":\"" + role)).toList().toString()
                + stack.ofType("AWS::IAM::Role").get(role);
    }

    // whoever may run the function's code could read what its role may read
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void theMappingsRoleReadsTheConsumersSecretAlone(boolean isNew) {
        Synthesised stack = isNew ? NEW : EXISTING;
        String consumer = id(stack, SECRET, "Consumer");
        assertThat(stack.only("AWS::Lambda::EventSourceMapping").get("SourceAccessConfigurations").toString())
                .isEqualTo("[{\"Type\":\"BASIC_AUTH\",\"URI\":{\"Ref\":\"" + consumer + "\"}}]");
        String policies = policiesOf(stack, id(stack, "AWS::IAM::Role", "FunctionServiceRole"));
        assertThat(policies).contains("secretsmanager:GetSecretValue").contains(consumer).doesNotContain(ADMINISTRATOR,
                id(stack, SECRET, "Publisher"));
        stack.ofType(SECRET).keySet().stream().filter(secret -> secret.contains("Credentials"))
                .forEach(secret -> assertThat(policies).doesNotContain(secret));
    }

    @Test
    void theTopologysFunctionHasAllThree() {
        assertThat(variables(EXISTING).get("BROKER_SECRET_ARN").asText()).isEqualTo(ADMINISTRATOR);
        assertThat(variables(EXISTING).get("CONSUMER_SECRET_ARN").get("Ref").asText())
                .isEqualTo(id(EXISTING, SECRET, "Consumer"));
        assertThat(variables(EXISTING).get("PUBLISHER_SECRET_ARN").get("Ref").asText())
                .isEqualTo(id(EXISTING, SECRET, "Publisher"));
        assertThat(variables(EXISTING).get("BROKER_ARN").asText())
                .isEqualTo("arn:aws-us-gov:mq:us-gov-west-1:123456789012:broker:shop:b-1");
        assertThat(policiesOf(EXISTING, id(EXISTING, "AWS::IAM::Role", "BrokerTasksRole"))).contains(ADMINISTRATOR,
                id(EXISTING, SECRET, "Consumer"), id(EXISTING, SECRET, "Publisher"));
    }

    // CloudFormation runs the step again only when one of its properties changes
    @Test
    void theStepChangesWithSecretsAndPermissions() {
        JsonNode step = EXISTING.only("Custom::Topology");
        assertThat(step.get("ConsumerSecretArn").get("Ref").asText()).isEqualTo(id(EXISTING, SECRET, "Consumer"));
        assertThat(step.get("PublisherSecretArn").get("Ref").asText()).isEqualTo(id(EXISTING, SECRET, "Publisher"));
        assertThat(step.get("ConsumerPermissions").toString())
                .isEqualTo("{\"configure\":\"\",\"read\":\"^orders$\",\"write\":\"\"}");
        assertThat(variables(EXISTING).get("CONSUMER_PERMISSIONS").asText())
                .isEqualTo("{\"configure\":\"\",\"read\":\"^orders$\",\"write\":\"\"}");
        assertThat(variables(NEW).has("CONSUMER_PERMISSIONS")).isFalse();
        assertThat(NEW.only("Custom::Topology").has("ConsumerPermissions")).isFalse();
    }

    // the second of two topologies would give the first one's user another password
    @Test
    void everyTopologyOfABrokerHasUsersOfItsOwn() {
        Synthesised stack = Synthesised.of(app -> {
            Stack two = new Stack(app, "Two");
            RabbitMqBroker broker = RabbitMqBroker.Builder.create(two, "Broker").build();
            topology(two, "One", broker).rotation(Duration.days(1)).build();
            topology(two, "Other", broker).rotation(Duration.days(1000)).build();
            return two;
        });
        List<String> users = stack.ofType(SECRET).values().stream()
                .map(secret -> secret.at("/Properties/GenerateSecretString/SecretStringTemplate").asText()).toList();
        assertThat(users).hasSize(5).doesNotHaveDuplicates().contains("{\"username\":\"rabbitlambda\"}")
                .filteredOn(user -> !user.contains("rabbitlambda"))
                .allMatch(user -> user.matches("\\{\"username\":\"(consumer|publisher)-[0-9a-f]{8}-a\"}"));
        // a secret has one schedule, so only the first topology rotates the administrator's
        assertThat(stack.ofType(SCHEDULE).values().stream().map(schedule -> schedule.at("/Properties/SecretId")))
                .hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void anotherDeploymentKeepsTheUsersNames() {
        assertThat(Synthesised.of(app -> onNewBroker(app, "New", same -> same)).ofType(SECRET).keySet())
                .isEqualTo(NEW.ofType(SECRET).keySet());
    }

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

    // a rotation that the endpoints do not pass fails when it is due
    @Test
    void theEndpointsOfANewNetworkPassUsersAndRotation() {
        String endpoints = NEW.ofType("AWS::EC2::VPCEndpoint").toString();
        assertThat(endpoints).contains(NEW.ofType(SECRET).keySet()).contains("secretsmanager:PutSecretValue",
                "secretsmanager:GetRandomPassword", "lambda:UpdateEventSourceMapping");
        assertThat(NEW.verdicts()).extracting(Verdict::kind).containsExactly(Verdict.Kind.CONNECTS);
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
    void restrictedEndpointsAdmitATopology() {
        Synthesised stack = Synthesised.of(app -> {
            Stack restricted = new Stack(app, "Restricted");
            RabbitMqTopology topology = topology(restricted, "Topology", administrated(restricted))
                    .rotation(Duration.days(30)).build();
            Function function = TestFunctions.node(restricted, "Function");
            RabbitMqServiceEndpoints.Builder
                    .create(restricted, "Endpoints", new Vpc(restricted, "Vpc"))
                    .restrictedTo(topology.getConsumerSecret(), function).build().admit(topology);
            return restricted;
        });
        String tasks = id(stack, "AWS::IAM::Role", "BrokerTasksRole");
        String function = id(stack, "AWS::IAM::Role", "FunctionServiceRole");
        List<String> statements = stack.ofType("AWS::EC2::VPCEndpoint").values().stream()
                .flatMap(endpoint -> endpoint.at("/Properties/PolicyDocument/Statement").valueStream())
                .map(JsonNode::toString).toList();
        assertThat(statements).filteredOn(statement -> statement.contains(function)).singleElement().asString()
                .contains(id(stack, SECRET, "Consumer")).doesNotContain(ADMINISTRATOR, id(stack, SECRET, "Publisher"));
        assertThat(statements.toString()).contains(ADMINISTRATOR).contains("lambda:UpdateEventSourceMapping");
        assertThat(statements).filteredOn(statement -> statement.contains("PutSecretValue")).singleElement().asString()
                .contains(tasks).doesNotContain(ADMINISTRATOR);
    }

    @Test
    void restrictedEndpointsAdmitAReaderToASecret() {
        Synthesised stack = Synthesised.of(app -> {
            Stack restricted = new Stack(app, "Restricted");
            RabbitMqServiceEndpoints endpoints = RabbitMqServiceEndpoints.Builder
                    .create(restricted, "Endpoints", new Vpc(restricted, "Vpc"))
                    .restrictedTo(new Secret(restricted, "One"), Role.fromRoleArn(restricted, "First",
                            "arn:aws:iam::123456789012:role/first"))
                    .build();
            endpoints.admit(Role.fromRoleArn(restricted, "Second", "arn:aws:iam::123456789012:role/second"),
                    new Secret(restricted, "Other"));
            return restricted;
        });
        assertThat(stack.ofType("AWS::EC2::VPCEndpoint").toString())
                .contains("role/first\"},\"Resource\":{\"Ref\":\"" + id(stack, SECRET, "One"))
                .contains("role/second\"},\"Resource\":{\"Ref\":\"" + id(stack, SECRET, "Other"));
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

    @Test
    void aBrokerOfItsOwnUserHasOneSecret() {
        Stack stack = new Stack(new App(), "Own");
        IRabbitMqBroker broker = TestBrokers.broker(stack);
        RabbitMqTopology topology = topology(stack, "Topology", broker).build();
        assertThat(topology.getConsumerSecret()).isSameAs(broker.getCredentials())
                .isSameAs(topology.getPublisherSecret());
        assertRefused(topology(stack, "Rotated", broker).rotation(Duration.days(30)),
                "rotation must be left out (given 30 days): the broker was given credentials of a user that exists;"
                        + " import it with administratorCredentials, and the topology makes users");
        assertRefused(topology(stack, "Permitted", broker).consumerPermissions(permissions()),
                "consumerPermissions must be left out (given {configure=, read=^orders$, write=}): the broker was given"
                        + " credentials of a user that exists; import it with administratorCredentials, and the topology"
                        + " makes users");
    }

    @Test
    void refusesWhatNobodyCouldConsume() {
        Stack stack = new Stack(new App(), "Nobody");
        IRabbitMqBroker broker = administrated(stack);
        assertRefused(topology(stack, "Topology", broker).declare(false),
                "declare must be true (given false): the broker was given administratorCredentials, and nobody else makes"
                        + " the user that consumes");
        RabbitMqQueues queues = RabbitMqQueues.Builder.create("orders").build();
        assertThatThrownBy(() -> RabbitMqEventSource.Builder.create(broker, queues).build()).isInstanceOf(Refusal.class)
                .hasMessage(
                        "broker must be imported with credentials (given administratorCredentials of Nobody/Broker):"
                                + " whoever may run the function's code could read the administrator's password;"
                                + " create(topology) makes a user that only consumes");
        assertThatThrownBy(() -> broker.grantConsume(TestFunctions.node(stack, "Function")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("grantConsume must be called on a topology (given Nobody/Broker, whose credentials are its"
                        + " administrator's): the topology makes the user that consumes");
    }

    @Test
    void grantsTheConsumersSecret() {
        Synthesised stack = Synthesised.of(app -> {
            Stack granted = new Stack(app, "Granted");
            topology(granted, "Topology", administrated(granted)).build()
                    .grantConsume(TestFunctions.node(granted, "Function"));
            return granted;
        });
        assertThat(policiesOf(stack, id(stack, "AWS::IAM::Role", "FunctionServiceRole")))
                .contains("mq:DescribeBroker").contains(id(stack, SECRET, "Consumer")).doesNotContain(ADMINISTRATOR);
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
        assertRefused(topology(stack, "Topology", administrated(stack)).rotation(Duration.hours(36)),
                "rotation must be whole days (given 36 hours): Secrets Manager takes no parts of them");
    }

    private static void assertRefused(RabbitMqTopology.Builder topology, String message) {
        assertThatThrownBy(topology::build).isInstanceOf(Refusal.class).hasMessage(message);
    }
}
