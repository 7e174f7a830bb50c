package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of creation, from references and DependsOn. CloudFormation deletes and rolls back in the reverse order. */
class OrderTest {

    private static Template stack(String name) {
        return Synthesis.standard().stack(name);
    }

    private static String mapping(Template template) {
        return template.id("AWS::Lambda::EventSourceMapping", "");
    }

    // CloudFormation refuses the whole template
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void isFreeOfCircles(String name) {
        Template template = stack(name);
        template.resources().keySet().forEach(id -> assertThat(template.createdBefore(id)).as(id).doesNotContain(id));
    }

    // a mapping without its queue is created and never reads
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void declaresTheTopologyBeforeTheMapping(String name) {
        Template template = stack(name);
        assertThat(template.createdBefore(mapping(template))).contains(template.id("Custom::Topology", ""));
        assertThat(template.createdBefore(template.id("Custom::Topology", "")))
                .contains(template.id("AWS::AmazonMQ::Broker", "Broker"));
    }

    // the creation of the mapping fails if the permission on the broker is missing or has not taken effect
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void grantsTheBrokerBeforeTheTopology(String name) {
        Template template = stack(name);
        assertThat(template.createdBefore(template.id("Custom::Topology", "")))
                .contains(template.id("AWS::IAM::Policy", "DescribeBroker"));
    }

    // a poller that can't connect puts the mapping into an error from which it recovers late or never
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#ownVpc")
    void createsEveryConnectionBeforeTheTopology(String name) {
        Template template = stack(name);
        Set<String> before = template.createdBefore(template.id("Custom::Topology", ""));
        for (String type : new String[]{"AWS::EC2::VPCEndpoint", "AWS::EC2::SecurityGroupIngress",
                "AWS::EC2::SecurityGroupEgress", "AWS::EC2::Route", "AWS::EC2::SubnetRouteTableAssociation",
                "AWS::EC2::NatGateway"}) {
            assertThat(before).as(type).containsAll(template.ofType(type).keySet());
        }
    }

    // on deletion and roll-back the wait runs after the mapping is deleted and while all that its interfaces need exists
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#inVpc")
    void cleansUpBetweenTheMappingAndWhatItsInterfacesNeed(String name) {
        Template template = stack(name);
        String cleanup = template.id("Custom::EventSourceCleanup", "");
        assertThat(template.createdBefore(mapping(template))).contains(cleanup);
        Set<String> outliving = template.createdBefore(cleanup);
        assertThat(outliving).contains(template.id("AWS::IAM::Role", "ListenerRole"),
                template.id("AWS::IAM::Policy", "DescribeBroker"), template.id("AWS::AmazonMQ::Broker", "Broker"));
        for (String type : new String[]{"AWS::EC2::Subnet", "AWS::EC2::SecurityGroup", "AWS::EC2::VPCEndpoint"}) {
            assertThat(outliving).as(type).containsAll(template.ofType(type).keySet());
        }
    }

    // Lambda makes no interfaces for a mapping on a public broker
    @Test
    void cleansUpNothingAfterAPublicBroker() {
        assertThat(stack(StackNames.PUBLIC).ofType("Custom::EventSourceCleanup")).isEmpty();
    }

    // if the clean-up waited for a mapping, a failed creation of the mapping would roll back without clean-up
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#inVpc")
    void createsTheCleanUpBeforeTheMappingCanFail(String name) {
        Template template = stack(name);
        assertThat(template.createdBefore(template.id("Custom::EventSourceCleanup", "")))
                .doesNotContain(mapping(template));
    }

    // IAM is eventually consistent: what a step may do exists before the broker, whose creation takes minutes
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void letsTheStepsReadTheMappingsBeforeTheBroker(String name) {
        Template template = stack(name);
        String policy = template.id("AWS::IAM::Policy", "StepsOnMappings");
        assertThat(template.createdBefore(template.id("AWS::AmazonMQ::Broker", "Broker"))).contains(policy,
                template.id("AWS::IAM::Role", "StepsRole"), template.id("AWS::IAM::Role", "StepsFrameworkEventRole"));
        assertThat(template.createdBefore(template.id("Custom::Verification", ""))).contains(policy);
        assertThat(template.createdBefore(template.id("Custom::Topology", "")))
                .contains(template.id("AWS::IAM::Policy", "StepsOnTasks"));
    }

    // a step that CloudFormation deletes after its permissions can't do its work
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#inVpc")
    void keepsTheCleanUpsPermissionsUntilItIsDone(String name) {
        Template template = stack(name);
        assertThat(template.createdBefore(template.id("Custom::EventSourceCleanup", "")))
                .contains(template.id("AWS::IAM::Policy", "StepsOnMappings"));
    }

    // refused before CloudFormation makes anything
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void guardsTheChangeBeforeTheBroker(String name) {
        Template template = stack(name);
        String guard = template.id("Custom::ChangeGuard", "");
        assertThat(template.createdBefore(template.id("AWS::AmazonMQ::Broker", "Broker"))).contains(guard);
        assertThat(template.only("Custom::ChangeGuard").get("BrokerName"))
                .isEqualTo(template.only("AWS::AmazonMQ::Broker").get("BrokerName"));
    }

    // the verification needs the finished stack
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void verifiesLast(String name) {
        Template template = stack(name);
        String verified = template.id("Custom::Verification", "");
        assertThat(template.createdBefore(verified)).contains(mapping(template));
        template.resources().keySet().stream().filter(id -> !id.equals(verified))
                .forEach(id -> assertThat(template.createdBefore(id)).as(id).doesNotContain(verified));
    }

    // a replaced broker has no queues: its id is among the properties, so that CloudFormation runs the declaration
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void declaresTheTopologyOnAReplacedBroker(String name) {
        Template template = stack(name);
        String broker = template.id("AWS::AmazonMQ::Broker", "Broker");
        assertThat(template.only("Custom::Topology").get("BrokerId").get("Ref").asText()).isEqualTo(broker);
        assertThat(Template.references(template.only("Custom::Verification").get("Nonce"))).contains(broker);
    }

    // with fewer shards CloudFormation first updates the topology and removes the mapping at the end
    @Test
    void passesEveryShardToTheTopology() {
        Template template = Synthesis.of(StackNames.PUBLIC, Map.of("shards", "2", "queueName", "orders"));
        JsonNode topology = template.only("Custom::Topology");
        assertThat(topology.get("Queues").toString()).isEqualTo("[\"orders.1\",\"orders.2\"]");
        assertThat(topology.get("Exchange").asText()).isEqualTo("orders");
        assertThat(topology.get("UnroutableQueue").asText()).isEqualTo("orders.unroutable");
        assertThat(template.ofType("AWS::Lambda::EventSourceMapping").keySet()).hasSize(2)
                .allSatisfy(mapping -> assertThat(template.createdBefore(mapping))
                        .contains(template.id("Custom::Topology", "")));
    }

    @Test
    void declaresASingleQueueWithItsDeadLetters() {
        JsonNode topology = stack(StackNames.PUBLIC).only("Custom::Topology");
        assertThat(topology.get("VirtualHost").asText()).isEqualTo("/");
        assertThat(topology.get("Queues").toString()).isEqualTo("[\"messages\"]");
        assertThat(topology.get("DeadLetterExchange").asText()).isEqualTo("messages.dead-letter");
        assertThat(topology.get("DeadLetterQueue").asText()).isEqualTo("messages.dead-letter");
        assertThat(topology.get("DeliveryLimit").asText()).isEqualTo("500");
        assertThat(topology.has("Exchange")).isFalse();
        assertThat(topology.has("UnroutableQueue")).isFalse();
    }

    // if the listener parked an object after the bucket was emptied, the stack's deletion would fail
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void emptiesTheBucketAfterTheListenerIsDeleted(String name) {
        Template template = stack(name);
        String emptying = template.id("Custom::EmptyBucket", "");
        assertThat(template.createdBefore(template.id("AWS::Lambda::Function", "Listener"))).contains(emptying);
        assertThat(template.createdBefore(emptying)).contains(template.id("AWS::S3::Bucket", ""));
    }

    // without a default VPC, or with one that was rebuilt, the broker would fail after twenty minutes
    @Test
    void checksTheDefaultVpcBeforeTheBrokerAndReadsItAfterwards() {
        Template template = stack(StackNames.DEFAULT_VPC);
        String broker = template.id("AWS::AmazonMQ::Broker", "Broker");
        assertThat(template.createdBefore(broker))
                .contains(template.id("Custom::DefaultNetwork", "NetworkBeforeBroker"));
        assertThat(template.createdBefore(template.id("Custom::DefaultNetwork", "NetworkAfterBroker")))
                .contains(broker);
        assertThat(template.createdBefore(mapping(template)))
                .containsAll(template.ofType("AWS::EC2::VPCEndpoint").keySet());
    }

    // the clean-up must not fail because of interfaces that are left in a network that the stack does not delete
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#inVpc")
    void tellsTheCleanUpWhetherTheStackOwnsTheNetwork(String name) {
        JsonNode cleanup = stack(name).only("Custom::EventSourceCleanup");
        assertThat(cleanup.get("OwnsNetwork").asText())
                .isEqualTo(String.valueOf(StackNames.ownVpc().contains(name)));
        assertThat(cleanup.get("BrokerArn").get("Fn::GetAtt").get(1).asText()).isEqualTo("Arn");
        assertThat(cleanup.get("DeadlineMinutes").asText()).isEqualTo("45");
    }
}
