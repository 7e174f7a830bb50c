package io.github.rabbitlambda.operations.cleanup;

import static io.github.rabbitlambda.operations.Recorded.BROKER;
import static io.github.rabbitlambda.operations.Recorded.FUNCTION;
import static io.github.rabbitlambda.operations.Recorded.MAPPINGS;
import static io.github.rabbitlambda.operations.Recorded.OTHER_BROKER;
import static io.github.rabbitlambda.operations.Recorded.broker;
import static io.github.rabbitlambda.operations.Recorded.describeBroker;
import static io.github.rabbitlambda.operations.Recorded.eni;
import static io.github.rabbitlambda.operations.Recorded.enis;
import static io.github.rabbitlambda.operations.Recorded.mapping;
import static io.github.rabbitlambda.operations.Recorded.mappings;
import static io.github.rabbitlambda.operations.Recorded.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.OperationFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which network interfaces are waited for, and until when. */
class InterfaceWaitTest extends CleanupFixture {
    @Test
    void isDoneWhenMappingAndInterfacesAreGone() {
        assertThat(complete("Delete", Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", true));
        assertThat(aws.requests("DescribeNetworkInterfaces")).singleElement()
                .satisfies(request -> assertThat(request.parameter(
                        "Filter.1.Value.1")).isEqualTo("AWS Lambda VPC ENI-armq-123456789012-*"));
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
}
