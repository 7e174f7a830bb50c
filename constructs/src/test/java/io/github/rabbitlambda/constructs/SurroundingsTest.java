package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicies;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;

/** A stack with one of each construct, a key, an alarm action, tags and a permissions boundary. */
class SurroundingsTest {
    private static final Synthesised STACK = Synthesised.of(SurroundingsTest::stack);
    // made by CDK's own provider framework or by CloudFormation's rules without tags
    private static final Set<String> TAGGED = Set.of("AWS::AmazonMQ::Broker", "AWS::SecretsManager::Secret",
            "AWS::SQS::Queue", "AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::Lambda::Function", "AWS::IAM::Role",
            "AWS::Logs::LogGroup", "AWS::KMS::Key", "AWS::SNS::Topic", "AWS::EC2::VPC", "AWS::EC2::Subnet",
            "AWS::EC2::SecurityGroup", "AWS::StepFunctions::StateMachine", "AWS::Lambda::EventSourceMapping",
            "AWS::CloudWatch::Alarm", "AWS::EC2::VPCEndpoint", "AWS::EC2::RouteTable");

    private static Stack stack(App app) {
        Stack stack = new Stack(app, "Surroundings");
        Key key = new Key(stack, "Key");
        RabbitMqBroker broker = RabbitMqBroker.Builder.create(stack, "Broker").encryptionKey(key).build();
        RabbitMqTopology topology = RabbitMqTopology.Builder.create(stack, "Topology").broker(broker)
                .queues(RabbitMqQueues.Builder.create("orders").shards(2).build()).build();
        ParkedMessages parked = ParkedMessages.Builder.create(stack, "Parked").removalPolicy(RemovalPolicy.DESTROY)
                .encryptionKey(key).build();
        RabbitMqListener listener = RabbitMqListener.Builder.create(stack, "Listener").jar(TestJars.ORDERS)
                .handler("com.example.OrderListener").parkedMessages(parked).idempotency(true).encryptionKey(key)
                .environment(Map.of("LISTENER_OUTAGE_HOLD", "7")).build();
        RabbitMqEventSource source = RabbitMqEventSource.Builder.create(topology).build();
        listener.addEventSource(source);
        QueueObservation observation = new QueueObservation(stack, "Observation", topology);
        new MessageReplay(stack, "Replay", topology, parked);
        RabbitMqMonitoring.Builder.create(stack, "Monitoring", source).observation(observation).parkedMessages(parked)
                .alarmActions(List.of(new SnsAction(new Topic(stack, "Alarms")))).build();
        Tags.of(stack).add("team", "orders");
        PermissionsBoundary.of(stack).apply(ManagedPolicy.fromAwsManagedPolicyName("PowerUserAccess"));
        return stack;
    }

    @ParameterizedTest
    @CsvSource({"AWS::AmazonMQ::Broker,EncryptionOptions", "AWS::SecretsManager::Secret,KmsKeyId",
            "AWS::SQS::Queue,KmsMasterKeyId", "AWS::S3::Bucket,BucketEncryption",
            "AWS::DynamoDB::Table,SSESpecification"})
    void encryptsWhatRestsWithTheKey(String type, String property) {
        assertThat(STACK.ofType(type).values()).isNotEmpty().allSatisfy(resource -> assertThat(
                resource.get("Properties").path(property).toString()).contains(STACK.id("AWS::KMS::Key")));
    }

    @Test
    void encryptsTheListenersLogWithTheKeyWhichLetsTheServiceUseIt() {
        assertThat(STACK.ofType("AWS::Logs::LogGroup").entrySet())
                .filteredOn(logs -> logs.getKey().startsWith("Listener"))
                .allMatch(logs -> logs.getValue().get("Properties").path("KmsKeyId").toString()
                        .contains(STACK.id("AWS::KMS::Key")))
                .hasSize(1);
        assertThat(STACK.only("AWS::KMS::Key").get("KeyPolicy").toString()).contains("logs.")
                .contains("\"ArnLike\":{\"kms:EncryptionContext:aws:logs:arn\"").contains(":log-group:*");
    }

    // resources that hold messages, or cost, are kept or dropped by the CDK's own means
    @Test
    void removalPoliciesComeFromOutside() {
        Synthesised kept = Synthesised.of(app -> {
            Stack stack = new Stack(app, "Kept");
            RabbitMqBroker broker = RabbitMqBroker.Builder.create(stack, "Broker")
                    .network(RabbitMqNetwork.publicAccess()).build();
            RemovalPolicies.of(broker).retain();
            return stack;
        });
        for (String type : List.of("AWS::AmazonMQ::Broker", "AWS::SecretsManager::Secret")) {
            assertThat(kept.ofType(type).values()).as(type).hasSize(1)
                    .allMatch(resource -> resource.path("DeletionPolicy").asText().equals("Retain"));
        }
    }

    @ParameterizedTest
    @EnumSource(value = RemovalPolicy.class, names = {"SNAPSHOT", "RETAIN_ON_UPDATE_OR_DELETE"})
    void refusesRemovalPoliciesThatAQueueLacks(RemovalPolicy policy) {
        ParkedMessages.Builder parked = ParkedMessages.Builder.create(new Stack(), "Parked");
        assertThatThrownBy(() -> parked.removalPolicy(policy)).isInstanceOf(Refusal.class).hasMessage(
                "removalPolicy must be DESTROY or RETAIN (given " + policy
                        + "): queues and buckets have no others here");
    }

    // the listener would stop every function at its start
    @Test
    void refusesAJarWithoutTheClientsThatItNeeds() {
        Stack stack = new Stack(new App(), "Lean");
        RabbitMqListener.Builder.create(stack, "Bare").jar(TestJars.LEAN).handler("com.example.OrderListener").build();
        RabbitMqListener.Builder parking = RabbitMqListener.Builder.create(stack, "Parking").jar(TestJars.LEAN)
                .handler("com.example.OrderListener")
                .parkedMessages(ParkedMessages.Builder.create(stack, "Parked").build());
        assertThatThrownBy(parking::build).isInstanceOf(Refusal.class)
                .hasMessage("jar must be a jar with software.amazon.awssdk:sqs (given " + TestJars.LEAN
                        + "): a failure queue needs that dependency, and the listener does not start without it");
        RabbitMqListener.Builder recording = RabbitMqListener.Builder.create(stack, "Recording").jar(TestJars.LEAN)
                .handler("com.example.OrderListener").idempotency(true);
        assertThatThrownBy(recording::build).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("jar must be a jar with software.amazon.awssdk:dynamodb (given ");
    }

    @Test
    void refusesABucketWithoutAQueue() {
        RabbitMqListener.Builder listener = RabbitMqListener.Builder.create(new Stack(), "Listener")
                .jar(TestJars.ORDERS).handler("com.example.OrderListener")
                .environment(Map.of("LISTENER_FAILURE_BUCKET", "b"));
        assertThatThrownBy(listener::build).isInstanceOf(Refusal.class)
                .hasMessage(
                        "LISTENER_FAILURE_BUCKET needs LISTENER_FAILURE_QUEUE_URL (not given): the listener does not"
                                + " start with a bucket alone");
    }

    @Test
    void tellsMetricsAlarmsAndDashboard() {
        Stack stack = new Stack(new App(), "Told");
        RabbitMqTopology topology = RabbitMqTopology.Builder.create(stack, "Topology")
                .broker(TestBrokers.broker(stack)).queues(RabbitMqQueues.Builder.create("orders").build()).build();
        RabbitMqEventSource source = RabbitMqEventSource.Builder.create(topology).build();
        TestFunctions.node(stack, "Function").addEventSource(source);
        QueueObservation observation = new QueueObservation(stack, "Observation", topology);
        assertThat(observation.metricMessagesReady("orders").getMetricName()).isEqualTo("MessagesReady");
        assertThat(observation.metricMessagesWaiting("orders").getDimensions()).containsEntry("Queue", "orders")
                .containsEntry("VirtualHost", "/").containsEntry("Broker", "shop");
        assertThat(observation.metricMessagesUnacknowledged("orders").getMetricName())
                .isEqualTo("MessagesUnacknowledged");
        assertThatThrownBy(() -> observation.metricMessagesReady("order")).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("queue must be one of orders, ").hasMessageContaining("(given order)");
        RabbitMqMonitoring monitoring = RabbitMqMonitoring.Builder.create(stack, "Monitoring", source)
                .observation(observation).build();
        assertThat(monitoring.getAlarms()).extracting(alarm -> alarm.getNode().getId()).containsExactly(
                "ListenerErrors", "BrokerMemory", "BrokerDisk", "DeadLetters", "Stalled", "Unobserved");
        assertThat(monitoring.getDashboard().getNode().getPath()).isEqualTo("Told/Monitoring/Monitoring/Dashboard");
    }

    // without the key, parking fails with AccessDenied and the batch comes back for ever
    @Test
    void allowsTheListenerTheKey() {
        JsonNode role = STACK.ofType("AWS::IAM::Role").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("ListenerRole")).findFirst().orElseThrow().getValue();
        assertThat(role.toString()).contains("kms:GenerateDataKey").contains("kms:Decrypt");
    }

    @Test
    void givesEveryAlarmTheAction() {
        assertThat(STACK.ofType("AWS::CloudWatch::Alarm").values()).hasSizeGreaterThan(6)
                .allMatch(alarm -> alarm.get("Properties").path("AlarmActions").toString().contains("Alarms"));
        assertThat(STACK.ofType("AWS::CloudWatch::Dashboard")).hasSize(1);
    }

    @Test
    void tagsEverythingThatTakesTags() {
        for (String type : TAGGED) {
            assertThat(STACK.ofType(type)).as(type).isNotEmpty().allSatisfy((id, resource) -> assertThat(
                    resource.get("Properties").path("Tags").toString()).as(id).contains("team"));
        }
    }

    @Test
    void boundsEveryRole() {
        assertThat(STACK.ofType("AWS::IAM::Role")).hasSizeGreaterThan(5).allSatisfy((id, role) -> assertThat(
                role.get("Properties").path("PermissionsBoundary").toString()).as(id).contains("PowerUserAccess"));
    }

    @Test
    void keepsTheHoldThatTheUserChose() {
        assertThat(variables("com.example.OrderListener").get("LISTENER_OUTAGE_HOLD").asText()).isEqualTo("7");
        assertThat(variables("com.example.OrderListener").has("LISTENER_IDEMPOTENCY_TABLE")).isTrue();
    }

    @Test
    void mapsEveryShardToOneAlias() {
        assertThat(STACK.ofType("AWS::Lambda::EventSourceMapping").values())
                .extracting(mapping -> mapping.get("Properties").get("Queues").get(0).asText())
                .containsExactlyInAnyOrder("orders.1", "orders.2");
        assertThat(STACK.ofType("AWS::Lambda::EventSourceMapping").values())
                .allMatch(mapping -> mapping.get("Properties").get("FunctionName").toString()
                        .contains(STACK.id("AWS::Lambda::Alias")));
    }

    @Test
    void emptiesABucketThatGoesWithTheStack() {
        assertThat(STACK.ofType("Custom::EmptyBucket")).hasSize(1);
        assertThat(STACK.ofType("AWS::S3::Bucket").values())
                .allMatch(bucket -> bucket.get("DeletionPolicy").asText().equals("Delete"));
    }

    @Test
    void noResourceWaitsForItself() {
        STACK.json().get("Resources").fieldNames()
                .forEachRemaining(id -> assertThat(STACK.createdBefore(id)).as(id).doesNotContain(id));
    }

    @Test
    void observesOnASchedule() {
        assertThat(STACK.only("AWS::Events::Rule").get("ScheduleExpression").asText()).isEqualTo("rate(5 minutes)");
        assertThat(variables("io.github.rabbitlambda.operations.replay.Replay").has("FAILURE_QUEUE_URL")).isTrue();
    }

    private static JsonNode variables(String handler) {
        return functions().filter(function -> function.path("Handler").asText().equals(handler)).findFirst()
                .orElseThrow().get("Environment").get("Variables");
    }

    private static Stream<JsonNode> functions() {
        return STACK.ofType("AWS::Lambda::Function").values().stream().map(function -> function.get("Properties"));
    }
}
