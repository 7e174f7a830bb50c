package io.github.rabbitlambda.operations.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * What the clean-up removes: the mappings of one function on one broker, and the interfaces that Lambda made for them.
 */
record CleanupRequest(boolean delete, String functionArn, Optional<String> brokerArn, List<String> groups,
        List<String> subnets, boolean ownsNetwork, Duration deadline, Optional<Instant> startedAt) {
    private static final int DEFAULT_MINUTES = 40;

    CleanupRequest {
        groups = List.copyOf(groups);
        subnets = List.copyOf(subnets);
        if (functionArn.split(":", -1).length < 7) {
            throw new OperationFailedException(
                    "FunctionName must be the ARN of a function (given " + functionArn + ")");
        }
    }

    static CleanupRequest of(Map<String, Object> event) {
        Input properties = Input.resourceProperties(event);
        return new CleanupRequest("Delete".equals(event.get("RequestType")), properties.text("FunctionName"),
                properties.optionalText("BrokerArn"), properties.texts("SecurityGroupIds"),
                properties.texts("SubnetIds"),
                properties.isTrue("OwnsNetwork"),
                Duration.ofMinutes(properties.number("DeadlineMinutes", 1, DEFAULT_MINUTES)),
                new Input("event", event).optionalText("StartedAt").map(Instant::parse));
    }

    /** The account in the function's ARN. */
    String account() {
        return functionArn.split(":", -1)[4];
    }

    /** Without groups and subnets the broker is public and Lambda makes no interfaces for it. */
    boolean hasNetwork() {
        return !groups.isEmpty() && !subnets.isEmpty();
    }

    boolean isOurs(Mapping mapping) {
        return mapping.isOfFunction(functionArn)
                && brokerArn.map(mapping::isOn).orElseGet(mapping::isOnAmazonMq);
    }

    boolean isOverdue(Instant now) {
        return startedAt.filter(start -> start.plus(deadline).isBefore(now)).isPresent();
    }
}
