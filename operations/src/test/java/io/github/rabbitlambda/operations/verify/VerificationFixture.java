package io.github.rabbitlambda.operations.verify;

import static io.github.rabbitlambda.operations.Recorded.getMapping;
import static io.github.rabbitlambda.operations.Recorded.mappingTold;
import static io.github.rabbitlambda.operations.Recorded.uuid;

import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.CustomResourceEvent;
import io.github.rabbitlambda.operations.AwsRetry;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.RemoteTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A verification of one mapping against recorded answers of Lambda, at times after its start. */
abstract class VerificationFixture {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final String CONNECTION = "PROBLEM: Connection error. Please check your event source "
            + "connection configuration.";

    static final AwsRetry RETRY = new AwsRetry(Duration.ZERO, Duration.ofMillis(1));

    static final Map<String, Object> EVERY_MAPPING_READS = complete("every mapping reads");

    AwsService aws;
    final Map<String, Object> properties = new LinkedHashMap<>();

    @BeforeEach
    void start() throws Exception {
        aws = new AwsService().on(getMapping(uuid(1)),
                mappingTold(uuid(1), "Enabled", "USER_INITIATED", "No records processed"));
        properties.put("MappingIds", List.of(uuid(1)));
        properties.put("Queues", List.of("orders"));
        properties.put("Mode", "state");
        properties.put("BrokerTasksArn", RemoteTasks.ARN);
        properties.put("DeadlineMinutes", "15");
        properties.put("Nonce", "1");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    static Map<String, Object> complete(String result) {
        return Map.of("IsComplete", true, "Data", Map.of("Result", result));
    }

    Map<String, Object> begin(String type) {
        return step(Duration.ZERO).begin(event(type), Invocation.fresh());
    }

    Map<String, Object> complete(Duration later) {
        return complete(Map.of(), later);
    }

    Map<String, Object> complete(Map<String, Object> begun, Duration later) {
        return complete(event("Create"), begun, later);
    }

    /** The Provider framework hands on what the beginning answered, with its id in place of the former one. */
    Map<String, Object> complete(Map<String, Object> event, Map<String, Object> begun, Duration later) {
        event.put("PhysicalResourceId", step(later).physicalId(event));
        event.put("StartedAt", START.toString());
        event.putAll(begun);
        return step(later).progress(event, Invocation.fresh());
    }

    Verification step(Duration later) {
        return new Verification(lambda(), at(later), RETRY);
    }

    Map<String, Object> event(String type) {
        return CustomResourceEvent.of(type, properties);
    }

    LambdaClient lambda() {
        return aws.client(LambdaClient.builder());
    }

    static Clock at(Duration later) {
        return Clock.fixed(START.plus(later), ZoneOffset.UTC);
    }
}
