package io.github.rabbitlambda.operations.cleanup;

import static io.github.rabbitlambda.operations.Recorded.BROKER;
import static io.github.rabbitlambda.operations.Recorded.FUNCTION;
import static io.github.rabbitlambda.operations.Recorded.MAPPINGS;
import static io.github.rabbitlambda.operations.Recorded.OTHER_BROKER;
import static io.github.rabbitlambda.operations.Recorded.deleteMapping;
import static io.github.rabbitlambda.operations.Recorded.enis;
import static io.github.rabbitlambda.operations.Recorded.mapping;
import static io.github.rabbitlambda.operations.Recorded.mappings;
import static io.github.rabbitlambda.operations.Recorded.uuid;

import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.CustomResourceEvent;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.network.MqBrokers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The cleanup of one function's mappings against recorded answers of Lambda and EC2, at times after its start. */
abstract class CleanupFixture {
    static final String OURS = mapping(uuid(1), FUNCTION + ":live", BROKER, "Enabled");
    static final String ELSEWHERE = mapping(uuid(2), FUNCTION.replace("orders", "other"), OTHER_BROKER, "Enabled");
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    AwsService aws;
    final Map<String, Object> properties = new LinkedHashMap<>();

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

    Map<String, Object> complete(String type, Duration later) {
        Map<String, Object> event = event(type);
        event.put("StartedAt", START.toString());
        return step(later).progress(event, Invocation.fresh());
    }

    EventSourceCleanup step(Duration later) {
        MqBrokers brokers = new MqBrokers(aws.endpoint(), Region.US_EAST_1, AwsService.credentials());
        return new EventSourceCleanup(aws.client(LambdaClient.builder()), aws.client(Ec2Client.builder()), brokers,
                at(later));
    }

    Map<String, Object> event(String type) {
        return CustomResourceEvent.of(type, properties);
    }

    private static Clock at(Duration later) {
        return Clock.fixed(START.plus(later), ZoneOffset.UTC);
    }
}
