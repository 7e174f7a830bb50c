package io.github.rabbitlambda.operations.cleanup;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.operations.Deadline;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * What the clean-up removes: the mappings of one function on one broker, and the interfaces that Lambda made for them.
 */
record CleanupRequest(String functionArn, Optional<String> brokerArn, List<String> groups,
        List<String> subnets, boolean ownsNetwork, Deadline deadline) {

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
        return new CleanupRequest(properties.text("FunctionName"),
                properties.optionalText("BrokerArn"), properties.texts("SecurityGroupIds"),
                properties.texts("SubnetIds"),
                properties.isTrue("OwnsNetwork"),
                Deadline.of(event));
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
}
