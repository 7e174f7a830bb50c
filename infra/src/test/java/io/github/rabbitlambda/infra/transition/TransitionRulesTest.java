package io.github.rabbitlambda.infra.transition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules find each fault that our stacks had, in templates that have it again. */
class TransitionRulesTest {
    private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
    private static final String SUBNET = "AWS::EC2::Subnet";

    private static Template isolated(Map<String, String> options) {
        return Synthesis.of(StackNames.ISOLATED, options);
    }

    private static Template nat(Map<String, String> options) {
        return Synthesis.of(StackNames.NAT, options);
    }

    /** The template with other words everywhere. */
    private static Template edited(Template template, String... words) {
        String text = template.json().toString();
        for (int i = 0; i < words.length; i += 2) {
            assertThat(text).contains(words[i]);
            text = text.replace(words[i], words[i + 1]);
        }
        try {
            return new Template(new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> broken(Template before, Template after) {
        return TransitionRules.broken(new Transition(before, after));
    }

    // the first version of the stacks: a deployment that succeeds, and a mapping that reads the old queue
    @Test
    void findsAQueueThatChangesUnderTheSameId() {
        Template before = isolated(Map.of());
        Template after = isolated(Map.of("queueName", "orders"));
        String id = before.id(MAPPING, "");
        assertThat(broken(before, edited(after, after.id(MAPPING, ""), id)))
                .containsExactly(id + ": no request of AWS::Lambda::EventSourceMapping changes Queues");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"batchWindow;5;MaximumBatchingWindowInSeconds",
            "filters;{\"data\":{\"kind\":[\"order\"]}};FilterCriteria"})
    void findsWhatIsRemovedFromAMapping(String option, String value, String property) {
        Template before = isolated(Map.of(option, value));
        Template after = isolated(Map.of());
        String id = before.id(MAPPING, "");
        Template sameId = edited(after, after.id(MAPPING, ""), id);
        assertThat(broken(before, sameId)).contains(id + ": Lambda can't remove " + property);
        assertThat(broken(sameId, before)).contains(id + ": Lambda can't remove " + property);
    }

    @Test
    void findsAMappingWithAVirtualHostThatChangesInPlace() {
        Template before = isolated(Map.of("virtualHost", "shop"));
        Template after = isolated(Map.of("virtualHost", "shop", "batchSize", "10"));
        String id = before.id(MAPPING, "");
        assertThat(broken(before, edited(after, after.id(MAPPING, ""), id)))
                .contains(id + ": Lambda refuses VIRTUAL_HOST in an update");
    }

    // EC2: the CIDR conflicts with another subnet
    @Test
    void findsASubnetThatMovesWithItsAddresses() {
        Template before = isolated(Map.of("availabilityZones", "us-east-1a"));
        Template after = isolated(Map.of("availabilityZones", "us-east-1b"));
        String id = before.id(SUBNET, "NetworkBrokerSubnet");
        assertThat(broken(before, edited(after, after.id(SUBNET, "NetworkBrokerSubnet"), id, "10.0.1.0", "10.0.0.0")))
                .contains(id + ": made while " + id + " exists with the same [CidrBlock, VpcId]");
    }

    // EC2: the address is in use by the old gateway
    @Test
    void findsAGatewayThatMovesWithItsAddress() {
        Template before = nat(Map.of("availabilityZones", "us-east-1a"));
        Template after = nat(Map.of("availabilityZones", "us-east-1b"));
        String address = before.id("AWS::EC2::EIP", "");
        assertThat(broken(before, edited(after, after.id("AWS::EC2::EIP", ""), address)))
                .contains(after.id("AWS::EC2::NatGateway", "") + ": made while " + before.id("AWS::EC2::NatGateway", "")
                        + " exists with the same [AllocationId]");
    }

    // Amazon MQ: the broker exists; and the guard would not see that it is another one
    @Test
    void findsABrokerThatIsReplacedUnderItsName() {
        Template before = nat(Map.of());
        Template after = nat(Map.of("deploymentMode", "cluster"));
        String id = before.id("AWS::AmazonMQ::Broker", "");
        assertThat(broken(before, edited(after, hash(after), hash(before)))).containsExactlyInAnyOrder(
                id + ": made while " + id + " exists with the same [BrokerName]",
                id + ": goes with its data, and nothing refuses it");
    }

    private static String hash(Template template) {
        return template.only("AWS::AmazonMQ::Broker").get("BrokerName").get("Fn::Join").get(1).get(2).asText();
    }

    @Test
    void findsAFailureQueueThatGoesUnguarded() {
        Template before = edited(isolated(Map.of()));
        ((ObjectNode) before.only("Custom::ChangeGuard")).remove("FailureQueueUrl");
        assertThat(broken(before, isolated(Map.of("failureQueue", "false")))).containsExactlyInAnyOrder(
                before.id("AWS::SQS::Queue", "") + ": goes with its data, and nothing refuses it",
                before.id("AWS::S3::Bucket", "") + ": goes with its data, and nothing refuses it");
    }

    // the first version of retainFailures on a live stack
    @Test
    void findsABucketThatStaysAndIsEmptied() {
        Template before = isolated(Map.of());
        Template after = edited(isolated(Map.of("retainFailures", "true")));
        ((ObjectNode) after.only("AWS::S3::Bucket")).set("Tags", before.only("AWS::S3::Bucket").get("Tags"));
        assertThat(broken(before, after))
                .containsExactly(before.id("AWS::S3::Bucket", "") + ": stays, and is emptied");
    }

    @Test
    void findsAStepThatMayNotAskTheBucketThatStays() {
        Template after = edited(isolated(Map.of("retainFailures", "true")), "s3:GetBucketTagging", "s3:ListBucket");
        assertThat(broken(isolated(Map.of()), after)).containsExactly(
                isolated(Map.of()).id("Custom::EmptyBucket", "") + ": may not read the tag of the bucket that stays");
    }

    // CloudFormation: modifying the service token is not allowed
    @Test
    void findsAStepThatGetsAnotherProvider() {
        Template after = edited(isolated(Map.of()));
        ((ObjectNode) after.only("Custom::Topology")).put("ServiceToken", "other");
        assertThat(broken(isolated(Map.of()), after)).containsExactly(
                after.id("Custom::Topology", "") + ": no request of Custom::Topology changes ServiceToken");
    }

    @ParameterizedTest
    @CsvSource({MAPPING + ",Queues,false", MAPPING + ",BatchSize,true", MAPPING + ",EventSourceArn,false",
            "AWS::Lambda::Alias,FunctionVersion,true",
            "AWS::Lambda::Function,Code,true", "AWS::Lambda::Function,FunctionArn,false",
            "AWS::SQS::Queue,MessageRetentionPeriod,true", "AWS::SQS::Queue,QueueName,false",
            "AWS::S3::Bucket,Tags,true", "AWS::EC2::VPCEndpoint,SubnetIds,true",
            "AWS::EC2::VPCEndpoint,ServiceName,false", "AWS::EC2::Subnet,CidrBlock,false"})
    void readsFromTheModelsWhatAServiceCanChange(String type, String property, boolean possible) {
        assertThat(UpdateRequests.canChange(type, property)).isEqualTo(possible);
    }

    @Test
    void endsInTheWordsOfTheGuide() {
        assertThat(Outcome.of(new Transition(isolated(Map.of()), isolated(Map.of())))).isEqualTo("in place");
    }
}
