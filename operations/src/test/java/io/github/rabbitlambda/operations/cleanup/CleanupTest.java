package io.github.rabbitlambda.operations.cleanup;

import static io.github.rabbitlambda.operations.Recorded.BROKER;
import static io.github.rabbitlambda.operations.Recorded.FUNCTION;
import static io.github.rabbitlambda.operations.Recorded.MAPPINGS;
import static io.github.rabbitlambda.operations.Recorded.OTHER_BROKER;
import static io.github.rabbitlambda.operations.Recorded.broker;
import static io.github.rabbitlambda.operations.Recorded.deleteMapping;
import static io.github.rabbitlambda.operations.Recorded.describeBroker;
import static io.github.rabbitlambda.operations.Recorded.eni;
import static io.github.rabbitlambda.operations.Recorded.enis;
import static io.github.rabbitlambda.operations.Recorded.mapping;
import static io.github.rabbitlambda.operations.Recorded.mappings;
import static io.github.rabbitlambda.operations.Recorded.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.CustomResourceEvent;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.network.MqBrokers;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;

class CleanupTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String OURS = mapping(uuid(1), FUNCTION + ":live", BROKER, "Enabled");
    private static final String ELSEWHERE = mapping(uuid(2), FUNCTION.replace("orders", "other"), OTHER_BROKER,
            "Enabled");

    private AwsService aws;
    private final Map<String, Object> properties = new LinkedHashMap<>();

    @BeforeEach
    void start() throws Exception {
        aws = new AwsService().on(MAPPINGS, mappings()).on("DescribeNetworkInterfaces", enis())
                .on(deleteMapping(uuid(1)), new Answer(202, mapping(uuid(1), FUNCTION, BROKER, "Deleting"),
                        Optional.empty()));
        properties.put("FunctionName", FUNCTION);
        properties.put("BrokerArn", BROKER);
        properties.put("SecurityGroupIds", List.of("sg-1"));
        properties.put("SubnetIds", List.of("subnet-1"));
        properties.put("OwnsNetwork", "true");
        properties.put("DeadlineMinutes", "45");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void doesNothingWhenTheStackIsMadeOrChanged() {
        for (String type : List.of("Create", "Update")) {
            assertThat(step(Duration.ZERO).begin(event(type), Invocation.fresh())).isEmpty();
            assertThat(complete(type, Duration.ZERO)).isEqualTo(Map.of("IsComplete", true));
        }
        assertThat(aws.requests(MAPPINGS)).isEmpty();
    }

    @Test
    void deletesOnlyThisFunctionsMappingsOnThisBroker() {
        aws.on(MAPPINGS, mappings(OURS, ELSEWHERE, mapping(uuid(3), FUNCTION, OTHER_BROKER, "Enabled"),
                mapping(uuid(4), FUNCTION + "-2", BROKER, "Enabled")));

        assertThat(complete("Delete", Duration.ZERO)).isEqualTo(Map.of("IsComplete", false));
        assertThat(aws.requests(deleteMapping(uuid(1)))).hasSize(1);
        assertThat(aws.requests(deleteMapping(uuid(3)))).isEmpty();
        assertThat(aws.requests(deleteMapping(uuid(4)))).isEmpty();
    }

    // where naming the broker would make a cycle in the template
    @Test
    void withoutABrokerDeletesTheFunctionsMappingsOnAnyButNotOnOtherServices() {
        properties.remove("BrokerArn");
        aws.on(MAPPINGS, mappings(OURS, mapping(uuid(5), FUNCTION, "arn:aws:sqs:us-east-1:123456789012:q", "Enabled")));

        complete("Delete", Duration.ZERO);

        assertThat(aws.requests(deleteMapping(uuid(1)))).hasSize(1);
        assertThat(aws.requests(deleteMapping(uuid(5)))).isEmpty();
    }

    @Test
    void readsEveryPageOfMappings() {
        aws.on(MAPPINGS, request -> request.query().contains("Marker=next")
                ? mappings(OURS)
                : Answer.ok("{\"EventSourceMappings\":[" + ELSEWHERE + "],\"NextMarker\":\"next\"}"));

        complete("Delete", Duration.ZERO);

        assertThat(aws.requests(deleteMapping(uuid(1)))).hasSize(1);
    }

    @Test
    void isDoneWhenMappingAndInterfacesAreGone() {
        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", true));
        assertThat(aws.requests("DescribeNetworkInterfaces")).singleElement()
                .satisfies(request -> assertThat(request.parameter(
                        "Filter.1.Value.1")).isEqualTo("AWS Lambda VPC ENI-armq-123456789012-*"));
    }

    @Test
    void survivesAMappingThatGoesBetweenListingAndDeleting() {
        aws.on(MAPPINGS, mappings(OURS)).on(deleteMapping(uuid(1)), Answer.error(404, "ResourceNotFoundException",
                "The resource you requested does not exist."));

        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", false));
        aws.on(MAPPINGS, mappings());
        assertThat(complete("Delete", Duration.ofMinutes(2))).isEqualTo(Map.of("IsComplete", true));
    }

    @Test
    void asksAgainForTheDeletionOfAMappingThatIsInUse() {
        aws.on(MAPPINGS, mappings(OURS)).on(deleteMapping(uuid(1)), Answer.error(400, "ResourceInUseException",
                "Cannot delete the event source mapping because it is in use."));

        assertThat(complete("Delete", Duration.ZERO)).isEqualTo(Map.of("IsComplete", false));
        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", false));
        assertThat(aws.requests(deleteMapping(uuid(1)))).hasSize(2);
    }

    @Test
    void leavesAMappingThatIsGoingAlone() {
        aws.on(MAPPINGS, mappings(mapping(uuid(1), FUNCTION, BROKER, "Deleting")));

        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", false));
        assertThat(aws.requests(deleteMapping(uuid(1)))).isEmpty();
    }

    @Test
    void survivesThrottling() {
        aws.on(MAPPINGS, request -> aws.requests(MAPPINGS).size() < 3
                ? Answer.error(429, "TooManyRequestsException", "Rate Exceeded.")
                : mappings());

        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", true));
    }

    @Test
    void waitsForInterfacesAndGoesOnWhenTheyAreGone() {
        aws.on("DescribeNetworkInterfaces", enis(eni("eni-1", uuid(1))));
        assertThat(complete("Delete", Duration.ofMinutes(45))).isEqualTo(Map.of("IsComplete", false));

        aws.on("DescribeNetworkInterfaces", enis());
        assertThat(complete("Delete", Duration.ofMinutes(44))).isEqualTo(Map.of("IsComplete", true));
    }

    @Test
    void pastTheDeadlineFailsNamingWhatIsLeftOfANetworkOfOurs() {
        aws.on(MAPPINGS, mappings(mapping(uuid(1), FUNCTION, BROKER, "Deleting")))
                .on("DescribeNetworkInterfaces", enis(eni("eni-1", uuid(1))));

        assertThatThrownBy(() -> complete("Delete", Duration.ofMinutes(46)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("After 45 minutes there is still left of the event source mapping: event source mapping "
                        + uuid(1)
                        + " (Deleting), network interface eni-1 (in-use, AWS Lambda VPC ENI-armq-123456789012-"
                        + uuid(1)
                        + "-0). Lambda needs the listener's role to delete its interfaces, so the role is kept: "
                        + "destroy the stack again in some minutes, and if they stay, delete them by hand with aws ec2 "
                        + "delete-network-interface");
    }

    // CloudFormation takes 4,096 bytes, and a sharded stack may leave dozens
    @Test
    void namesTheFirstTenOfMany() {
        aws.on("DescribeNetworkInterfaces", enis(IntStream.range(0, 25).mapToObj(i -> eni("eni-" + i, uuid(1)))
                .toArray(String[]::new)));

        assertThatThrownBy(() -> complete("Delete", Duration.ofMinutes(46)))
                .hasMessageContaining("eni-9 (").hasMessageNotContaining("eni-10 (")
                .hasMessageContaining(" and 15 more (the function's log names all). Lambda needs");
    }

    @Test
    void pastTheDeadlineLetsAStackOnASharedNetworkGo() {
        properties.put("OwnsNetwork", "false");
        aws.on("DescribeNetworkInterfaces", enis(eni("eni-1", uuid(1))));

        assertThat(complete("Delete", Duration.ofMinutes(45))).isEqualTo(Map.of("IsComplete", false));
        assertThat(complete("Delete", Duration.ofMinutes(46))).isEqualTo(Map.of("IsComplete", true));
    }

    @Test
    void ignoresInterfacesNamedAfterALiveMapping() {
        aws.on(MAPPINGS, mappings(ELSEWHERE)).on("DescribeNetworkInterfaces", enis(eni("eni-1", uuid(2))))
                .on(describeBroker(OTHER_BROKER), broker("sg-9", "subnet-9"));

        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", true));
    }

    // Lambda may have given our interface to another mapping in the same subnets and groups
    @Test
    void ignoresAnInterfaceThatServesAMappingOfAnotherBrokerInTheSameNetwork() {
        aws.on(MAPPINGS, mappings(ELSEWHERE)).on("DescribeNetworkInterfaces", enis(eni("eni-1", uuid(1))))
                .on(describeBroker(OTHER_BROKER), broker("sg-1", "subnet-0", "subnet-1"));

        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", true));
        assertThat(aws.requests(describeBroker(OTHER_BROKER))).singleElement()
                .satisfies(request -> assertThat(request.authorization()).contains("/us-east-1/mq/aws4_request"));
    }

    @Test
    void ignoresAnInterfaceThatServesAnotherFunctionOnThisBroker() {
        aws.on(MAPPINGS, mappings(mapping(uuid(4), FUNCTION + "-2", BROKER, "Enabled")))
                .on("DescribeNetworkInterfaces", enis(eni("eni-1", uuid(1))));

        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", true));
    }

    @Test
    void waitsWhenTheOtherBrokerSitsElsewhereOrCanNotBeSeen() {
        aws.on(MAPPINGS, mappings(ELSEWHERE)).on("DescribeNetworkInterfaces", enis(eni("eni-1", uuid(1))))
                .on(describeBroker(OTHER_BROKER), broker("sg-2", "subnet-1"));
        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", false));

        aws.on(describeBroker(OTHER_BROKER), Answer.error(403, "ForbiddenException", "not authorized"));
        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", false));
    }

    @Test
    void countsAMappingThatIsGoingAsGone() {
        aws.on(MAPPINGS, mappings(mapping(uuid(2), FUNCTION + "-2", BROKER, "Deleting")))
                .on("DescribeNetworkInterfaces", enis(eni("eni-1", uuid(2))));

        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", false));
    }

    @Test
    void looksForNoInterfacesOfAPublicBroker() {
        properties.put("SecurityGroupIds", List.of());
        properties.put("SubnetIds", List.of());

        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", true));
        assertThat(aws.requests("DescribeNetworkInterfaces")).isEmpty();
    }

    @Test
    void namesThePermissionThatItsRoleLacks() {
        aws.on(MAPPINGS, Answer.error(403, "AccessDeniedException", "User is not authorized to perform it"));
        assertThatThrownBy(() -> complete("Delete", Duration.ZERO)).isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "This function's role must allow lambda:ListEventSourceMappings on *, and AWS refused "
                                + "it: User is not authorized to perform it");

        aws.on(MAPPINGS, mappings(OURS)).on(deleteMapping(uuid(1)), Answer.error(403, "AccessDeniedException", "no"));
        assertThatThrownBy(() -> complete("Delete", Duration.ZERO))
                .hasMessage("This function's role must allow lambda:DeleteEventSourceMapping on "
                        + uuid(1) + ", and AWS refused it: no");

        aws.on(MAPPINGS, mappings()).on("DescribeNetworkInterfaces", Answer.queryError(403, "UnauthorizedOperation",
                "You are not authorized to perform this operation."));
        assertThatThrownBy(() -> complete("Delete", Duration.ofMinutes(1))).hasMessage(
                "This function's role must allow ec2:DescribeNetworkInterfaces on *, and AWS refused it: You are "
                        + "not authorized to perform this operation.");
    }

    @Test
    void refusesAFunctionThatIsNoArn() {
        properties.put("FunctionName", "orders");

        assertThatThrownBy(() -> complete("Delete", Duration.ZERO))
                .hasMessage("FunctionName must be the ARN of a function (given orders)");
    }

    private Map<String, Object> complete(String type, Duration later) {
        Map<String, Object> event = event(type);
        event.put("StartedAt", START.toString());
        return step(later).progress(event, Invocation.fresh());
    }

    private EventSourceCleanup step(Duration later) {
        MqBrokers brokers = new MqBrokers(aws.endpoint(), Region.US_EAST_1, AwsService.credentials());
        return new EventSourceCleanup(aws.client(LambdaClient.builder()), aws.client(Ec2Client.builder()), brokers,
                at(later));
    }

    private Map<String, Object> event(String type) {
        return CustomResourceEvent.of(type, properties);
    }

    private static Clock at(Duration later) {
        return Clock.fixed(START.plus(later), ZoneOffset.UTC);
    }
}
