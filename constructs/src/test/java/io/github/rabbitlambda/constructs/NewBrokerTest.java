package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an app with a new broker gets. */
class NewBrokerTest {
    private static final Synthesised STACK = Synthesised.of(app -> NewBrokerApp.stack(app, TestJars.ORDERS));
    private static final String MAPPING = "AWS::Lambda::EventSourceMapping";

    @Test
    void connects() {
        assertThat(STACK.verdicts()).extracting(Verdict::kind).containsExactly(Verdict.Kind.CONNECTS);
    }

    @Test
    void hasOneBrokerInOneNetwork() {
        assertThat(STACK.count("AWS::AmazonMQ")).isEqualTo(Map.of("AWS::AmazonMQ::Broker", 1L));
        assertThat(STACK.only("AWS::EC2::VPC").get("CidrBlock").asText()).isEqualTo("10.20.0.0/16");
        assertThat(STACK.ofType("AWS::EC2::Subnet").values())
                .extracting(subnet -> subnet.get("Properties").get("CidrBlock").asText())
                .containsExactlyInAnyOrder("10.20.0.0/24", "10.20.1.0/24");
        assertThat(STACK.ofType("AWS::EC2::VPCEndpoint")).hasSize(3);
        assertThat(STACK.count("AWS::EC2::NatGateway")).isEmpty();
        assertThat(STACK.count("AWS::EC2::InternetGateway")).isEmpty();
    }

    @Test
    void makesTheBrokerThatIsAskedFor() {
        JsonNode broker = STACK.only("AWS::AmazonMQ::Broker");
        assertThat(broker.get("HostInstanceType").asText()).isEqualTo("mq.m7g.large");
        assertThat(broker.get("DeploymentMode").asText()).isEqualTo("CLUSTER_MULTI_AZ");
        assertThat(broker.get("EngineVersion").asText()).isEqualTo("4.3");
        assertThat(broker.get("PubliclyAccessible").asBoolean()).isFalse();
        assertThat(broker.get("SubnetIds")).hasSize(2);
        assertThat(broker.has("EncryptionOptions")).isFalse();
    }

    // CloudFormation refuses a circle when the template is deployed
    @Test
    void noResourceWaitsForItself() {
        STACK.json().get("Resources").fieldNames()
                .forEachRemaining(id -> assertThat(STACK.createdBefore(id)).as(id).doesNotContain(id));
    }

    // a mapping whose queue is missing never reads, and one whose role may not is refused
    @Test
    void makesQueuesAndPermissionsBeforeTheMapping() {
        Set<String> before = STACK.createdBefore(STACK.id(MAPPING));
        assertThat(before).contains(STACK.id("Custom::Topology"), STACK.id("Custom::EventSourceCleanup"));
        assertThat(before).anyMatch(id -> id.startsWith("ListenerRoleDefaultPolicy"));
        assertThat(STACK.createdBefore(STACK.id("Custom::Verification"))).contains(STACK.id(MAPPING));
    }

    // Lambda deletes its interfaces with the role's permissions
    @Test
    void keepsTheRolesPermissionsUntilTheInterfacesAreGone() {
        assertThat(STACK.createdBefore(STACK.id("Custom::EventSourceCleanup")))
                .anyMatch(id -> id.startsWith("ListenerRoleDefaultPolicy"))
                .anyMatch(id -> STACK.ofType("AWS::EC2::VPCEndpoint").containsKey(id));
    }

    @Test
    void sharesOneFunctionForAllSteps() {
        assertThat(STACK.ofType("AWS::Lambda::Function").values())
                .extracting(function -> function.get("Properties").path("Handler").asText())
                .contains("com.example.OrderListener")
                .containsOnlyOnce("io.github.rabbitlambda.operations.Steps")
                .containsOnlyOnce("io.github.rabbitlambda.operations.broker.BrokerTasks");
    }

    @Test
    void holdsAnOutageShortlyWhereTheBrokerDelaysWhatComesBack() {
        assertThat(listener().get("Environment").get("Variables").get("LISTENER_OUTAGE_HOLD").asText()).isEqualTo("1");
    }

    @Test
    void parksInAQueueAndABucketThatStay() {
        assertThat(STACK.ofType("AWS::SQS::Queue").values())
                .allMatch(queue -> queue.get("DeletionPolicy").asText().equals("Retain")).hasSize(1);
        assertThat(STACK.ofType("AWS::S3::Bucket").values())
                .allMatch(bucket -> bucket.get("DeletionPolicy").asText().equals("Retain")).hasSize(1);
        assertThat(STACK.ofType("Custom::EmptyBucket")).isEmpty();
        assertThat(listener().get("Environment").get("Variables").has("LISTENER_FAILURE_QUEUE_URL")).isTrue();
    }

    @Test
    void makesNothingThatNobodyAskedFor() {
        assertThat(STACK.count("AWS::CloudWatch")).isEmpty();
        assertThat(STACK.count("AWS::DynamoDB")).isEmpty();
        assertThat(STACK.count("AWS::Events")).isEmpty();
        assertThat(STACK.count("AWS::KMS")).isEmpty();
        assertThat(STACK.count("Custom::").keySet()).containsExactly("Custom::EventSourceCleanup",
                "Custom::Topology", "Custom::Verification");
    }

    private static JsonNode listener() {
        return STACK.ofType("AWS::Lambda::Function").values().stream().map(function -> function.get("Properties"))
                .filter(properties -> properties.get("Handler").asText().equals("com.example.OrderListener"))
                .findFirst()
                .orElseThrow();
    }
}
