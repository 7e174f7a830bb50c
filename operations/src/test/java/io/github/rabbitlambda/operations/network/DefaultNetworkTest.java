package io.github.rabbitlambda.operations.network;

import static io.github.rabbitlambda.operations.Recorded.BROKER;
import static io.github.rabbitlambda.operations.Recorded.broker;
import static io.github.rabbitlambda.operations.Recorded.describeBroker;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.OUT;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.SELF;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.attribute;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.endpoint;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.endpoints;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.groups;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.https;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.vpcs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.CustomResourceEvent;
import io.github.rabbitlambda.operations.AwsRetry;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

class DefaultNetworkTest {
    private static final String STACK = "arn:aws:cloudformation:us-east-1:123456789012:stack/mine/1";
    private static final String BROKER_ID = BROKER.substring(BROKER.lastIndexOf(':') + 1);

    private AwsService aws;
    private AwsRetry role = new AwsRetry(Duration.ZERO, Duration.ofMillis(1));

    @BeforeEach
    void start() throws Exception {
        aws = RecordedNetwork.answering(new AwsService()).on(describeBroker(BROKER), broker("sg-default", "subnet-1"));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void acceptsAnUntouchedDefaultVpc() {
        assertThat(check()).isEqualTo(Map.of("Data", Map.of("VpcId", "vpc-1")));
    }

    @Test
    void saysThatThereIsNoDefaultVpc() {
        aws.on("DescribeVpcs", RecordedNetwork.noVpcs());

        refuses("This region must have a default VPC (it has none): deploy one of the stacks with a VPC of its "
                + "own instead, or make one with aws ec2 create-default-vpc");
    }

    @Test
    void refusesMoreThanFiveBlocks() {
        aws.on("DescribeVpcs", vpcs("172.31.0.0/16", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16", "10.4.0.0/16"));
        check();

        aws.on("DescribeVpcs",
                vpcs("172.31.0.0/16", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16", "10.4.0.0/16", "10.5.0.0/16"));
        refuses("The default VPC vpc-1 must have 5 IPv4 blocks at most (it has 6): the stack's rules cover no more");
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,true", "false,false"})
    void refusesAVpcWithoutDnsSupportOrNames(boolean support, boolean names) {
        aws.on("DescribeVpcAttribute", attribute(support, names));

        refuses("The default VPC vpc-1 must have DNS support and DNS hostnames enabled (support: " + support
                + ", hostnames: " + names + "): enable them with aws ec2 modify-vpc-attribute");
    }

    @Test
    void refusesADefaultGroupThatDoesNotLetItselfIn() {
        aws.on("DescribeSecurityGroups", groups("sg-default", SELF.replace("sg-default", "sg-other"), OUT));

        refuses("The default security group sg-default of the VPC vpc-1 must let itself in on all ports (that "
                + "rule is missing): add it with aws ec2 authorize-security-group-ingress --group-id "
                + "sg-default --protocol -1 --source-group sg-default");
    }

    @Test
    void refusesADefaultGroupThatLetsNotEverythingOut() {
        aws.on("DescribeSecurityGroups", groups("sg-default", SELF, OUT.replace("0.0.0.0/0", "10.0.0.0/8")));

        refuses("The default security group sg-default of the VPC vpc-1 must let everything out (that rule is "
                + "missing): add it with aws ec2 authorize-security-group-egress --group-id sg-default "
                + "--protocol -1 --cidr 0.0.0.0/0");
    }

    @Test
    void refusesAnEndpointThatIsThereAlready() {
        aws.on("DescribeVpcEndpoints", endpoints(endpoint("sts", "available", true, "another stack")));

        refuses("The VPC vpc-1 must have no endpoint with private DNS for sts yet (vpce-sts is there): deploy "
                + "with the option for existing endpoints, which uses it");
    }

    @Test
    void isNotDisturbedByEndpointsThatDoNotCaptureTheName() {
        aws.on("DescribeVpcEndpoints",
                endpoints(endpoint("sts", "available", false, ""), endpoint("lambda", "deleting", true, ""),
                        endpoint("s3", "available", true, ""), endpoint("secretsmanager", "available", true, STACK)));

        assertThat(check()).containsKey("Data");
    }

    // in an update the endpoints of the stack itself are there
    @Test
    void isNotDisturbedByItsOwnEndpointsInAnUpdate() {
        aws.on("DescribeVpcEndpoints", endpoints(endpoint("sts", "available", true, "no tags in this region")));
        Map<String, Object> event = event("check", Map.of("ExistingEndpoints", "false"));
        event.put("OldResourceProperties", Map.of("ExistingEndpoints", "false"));

        assertThat(handle(event)).containsKey("Data");
    }

    @Test
    void acceptsExistingEndpointsThatAdmitTheVpc() {
        existing("available", https("172.31.0.0/16", 443, 443));
        assertThat(handle(event("check", Map.of("ExistingEndpoints", "true")))).containsKey("Data");

        existing("available", https("0.0.0.0/0", 0, 65535));
        assertThat(handle(event("check", Map.of("ExistingEndpoints", "true")))).containsKey("Data");
    }

    @Test
    void refusesExistingEndpointsThatAreNotUsable() {
        Map<String, Object> event = event("check", Map.of("ExistingEndpoints", "true"));
        existing("pending", https("172.31.0.0/16", 443, 443));
        assertThatThrownBy(() -> handle(event))
                .hasMessage("The endpoint vpce-sts for sts must be available (it is pending)");

        for (String rule : List.of(https("172.31.0.0/17", 443, 443), https("172.31.0.0/16", 444, 8443), "")) {
            existing("available", rule);
            assertThatThrownBy(() -> handle(event)).hasMessage(
                    "The endpoint vpce-sts for sts must admit the default security group sg-default or "
                            + "172.31.0.0/16 on port 443 (none of its groups does): add that rule to one of [sg-endpoint]");
        }

        aws.on("DescribeVpcEndpoints", endpoints(endpoint("sts", "available", false, "")));
        assertThatThrownBy(() -> handle(event)).hasMessage(
                "The VPC vpc-1 must have an endpoint with private DNS for sts (there is none): make it, or "
                        + "deploy without the option for existing endpoints");
    }

    // false -> true on a live stack: the update itself would remove them
    @Test
    void refusesItsOwnEndpointsAsExistingOnes() {
        aws.on("DescribeVpcEndpoints", endpoints(endpoint("sts", "available", true, STACK)));

        assertThatThrownBy(() -> handle(event("check", Map.of("ExistingEndpoints", "true")))).hasMessage(
                "The endpoint vpce-sts in the VPC vpc-1 must not be this stack's own (it is): this update would remove "
                        + "it, and the mapping would have no way to AWS. A VPC takes one endpoint with private DNS for a "
                        + "service, so keep existingEndpoints=false, or destroy the stack and deploy it again beside "
                        + "endpoints of yours");
    }

    @Test
    void describesWhereTheBrokerCameToLie() {
        aws.on(describeBroker(BROKER), broker("sg-default", "subnet-1", "subnet-2"));

        assertThat(describe()).isEqualTo(Map.of("VpcId", "vpc-1", "VpcCidr", "172.31.0.0/16", "VpcCidrs",
                "172.31.0.0/16,172.31.0.0/17,172.31.128.0/17,172.31.0.0/18,172.31.64.0/18", "SubnetIds",
                "subnet-1,subnet-2",
                "SecurityGroupIds", "sg-default"));
    }

    // a broker read back without groups was seen
    @Test
    void fallsBackToTheDefaultGroupWhereTheBrokerTellsNone() {
        aws.on(describeBroker(BROKER), broker("", "subnet-1"));

        assertThat(describe()).containsEntry("SecurityGroupIds", "sg-default");
    }

    @Test
    void keepsRealBlocksFirstAndDistinct() {
        aws.on("DescribeVpcs", vpcs("172.31.0.0/16", "10.0.0.0/16", "172.31.0.0/17"));

        assertThat(describe()).containsEntry("VpcCidrs",
                "172.31.0.0/16,10.0.0.0/16,172.31.0.0/17,172.31.128.0/17,172.31.0.0/18");
    }

    @Test
    void saysWhatLacksToDescribe() {
        aws.on(describeBroker(BROKER), Answer.error(403, "ForbiddenException", "User is not authorized"));
        assertThatThrownBy(this::describe)
                .hasMessage("This function's role must allow mq:DescribeBroker on " + BROKER_ID
                        + ", and AWS refused it: User is not authorized");

        aws.on(describeBroker(BROKER), Answer.error(404, "NotFoundException", "Can't find requested broker."));
        assertThatThrownBy(this::describe)
                .hasMessage("mq:DescribeBroker on " + BROKER_ID + " failed: 404 Can't find requested broker.");

        aws.on(describeBroker(BROKER), broker("sg-1"));
        assertThatThrownBy(this::describe)
                .hasMessage("Amazon MQ must tell the subnets of the broker " + BROKER_ID + " (it told none)");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void waitsOutThrottlingAndErrorsOfAmazonMq(int status) {
        aws.on(describeBroker(BROKER), request -> aws.requests(describeBroker(BROKER)).size() < 3
                ? Answer.error(status, "SomeException", "slow down")
                : broker("sg-1", "subnet-1"));

        assertThat(describe()).containsEntry("SecurityGroupIds", "sg-1");
    }

    @Test
    void namesThePermissionThatItsRoleLacks() {
        aws.on("DescribeVpcs", Answer.queryError(403, "UnauthorizedOperation", "no"));

        refuses("This function's role must allow ec2:DescribeVpcs on *, and AWS refused it: no");
    }

    // CloudFormation goes on before a role's permissions are known everywhere
    @Test
    void waitsForThePermissionsOfARoleThatIsNew() {
        role = new AwsRetry(Duration.ofMinutes(1), Duration.ofMillis(1));
        aws.on("DescribeVpcs", request -> aws.requests("DescribeVpcs").size() < 4
                ? Answer.queryError(403, "UnauthorizedOperation", "not yet")
                : vpcs("172.31.0.0/16"));

        assertThat(check()).containsKey("Data");
        assertThat(aws.requests("DescribeVpcs")).hasSize(4);
    }

    @Test
    void deletesNothing() {
        Map<String, Object> event = event("describe", Map.of("BrokerId", BROKER_ID));
        event.put("RequestType", "Delete");

        assertThat(handle(event)).isEmpty();
        assertThat(aws.requests("DescribeVpcs")).isEmpty();
    }

    @Test
    void splitsBlocksInOrder() {
        assertThat(CidrBlock.filledUp(List.of(CidrBlock.parse("255.255.255.0/28")))).extracting(CidrBlock::toString)
                .containsExactly(
                        "255.255.255.0/28", "255.255.255.0/29", "255.255.255.8/29", "255.255.255.0/30",
                        "255.255.255.4/30");
        assertThat(CidrBlock.parse("0.0.0.0/0").contains(CidrBlock.parse("255.0.0.0/8"))).isTrue();
        assertThat(CidrBlock.parse("10.0.0.0/9").contains(CidrBlock.parse("10.128.0.0/16"))).isFalse();
    }

    private void existing(String state, String rule) {
        aws.on("DescribeVpcEndpoints", endpoints(Stream.of("sts", "secretsmanager", "lambda")
                .map(service -> endpoint(service, state, true, "")).toArray(String[]::new)));
        aws.on("DescribeSecurityGroups",
                request -> request.body().contains("sg-endpoint")
                        ? groups("sg-endpoint", rule, OUT)
                        : groups("sg-default", SELF, OUT));
    }

    private void refuses(String message) {
        assertThatThrownBy(this::check).isInstanceOf(OperationFailedException.class).hasMessage(message);
    }

    private Map<String, Object> check() {
        return handle(event("check", Map.of("ExistingEndpoints", "false")));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> describe() {
        return (Map<String, Object>) handle(event("describe", Map.of("BrokerId", BROKER_ID))).get("Data");
    }

    private Map<String, Object> handle(Map<String, Object> event) {
        return new DefaultNetwork(aws.client(Ec2Client.builder()),
                new MqBrokers(aws.endpoint(), Region.US_EAST_1, AwsService.credentials()), role)
                .begin(event, Invocation.fresh());
    }

    private static Map<String, Object> event(String phase, Map<String, Object> more) {
        Map<String, Object> properties = new LinkedHashMap<>(more);
        properties.put("Phase", phase);
        Map<String, Object> event = CustomResourceEvent.of("Create", properties);
        event.put("StackId", STACK);
        return event;
    }
}
