package io.github.rabbitlambda.operations.network;

import static io.github.rabbitlambda.operations.Recorded.BROKER;
import static io.github.rabbitlambda.operations.Recorded.broker;
import static io.github.rabbitlambda.operations.Recorded.describeBroker;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.AwsRetry;
import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.CustomResourceEvent;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Both phases of the step for the default VPC, against recorded answers of EC2 and Amazon MQ. */
abstract class NetworkFixture {
    static final String STACK = "arn:aws:cloudformation:us-east-1:123456789012:stack/mine/1";

    AwsService aws;
    AwsRetry role = new AwsRetry(Duration.ZERO, Duration.ofMillis(1));

    @BeforeEach
    void start() throws Exception {
        aws = RecordedNetwork.answering(new AwsService()).on(describeBroker(BROKER), broker("sg-default", "subnet-1"));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    void refuses(String message) {
        assertThatThrownBy(this::check).isInstanceOf(OperationFailedException.class).hasMessage(message);
    }

    Map<String, Object> check() {
        return handle(event("check", Map.of("ExistingEndpoints", "false")));
    }

    Map<String, Object> handle(Map<String, Object> event) {
        return new DefaultNetwork(aws.client(Ec2Client.builder()),
                new MqBrokers(aws.endpoint(), Region.US_EAST_1, AwsService.credentials()), role)
                .begin(event, Invocation.fresh());
    }

    static Map<String, Object> event(String phase, Map<String, Object> more) {
        Map<String, Object> properties = new LinkedHashMap<>(more);
        properties.put("Phase", phase);
        Map<String, Object> event = CustomResourceEvent.of("Create", properties);
        event.put("StackId", STACK);
        return event;
    }
}
