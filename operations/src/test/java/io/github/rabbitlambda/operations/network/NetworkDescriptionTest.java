package io.github.rabbitlambda.operations.network;

import static io.github.rabbitlambda.operations.Recorded.BROKER;
import static io.github.rabbitlambda.operations.Recorded.broker;
import static io.github.rabbitlambda.operations.Recorded.describeBroker;
import static io.github.rabbitlambda.operations.network.RecordedNetwork.vpcs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.AwsService.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stack learns of the network once the broker is there. */
class NetworkDescriptionTest extends NetworkFixture {
    private static final String BROKER_ID = BROKER.substring(BROKER.lastIndexOf(':') + 1);

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
    void deletesNothing() {
        Map<String, Object> event = event("describe", Map.of("BrokerId", BROKER_ID));
        event.put("RequestType", "Delete");

        assertThat(handle(event)).isEmpty();
        assertThat(aws.requests("DescribeVpcs")).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> describe() {
        return (Map<String, Object>) handle(event("describe", Map.of("BrokerId", BROKER_ID))).get("Data");
    }
}
