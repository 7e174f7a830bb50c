package io.github.rabbitlambda.operations.cleanup;

import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/** An event source mapping, as Lambda lists it. */
record Mapping(String uuid, String functionArn, String eventSourceArn, String state) {

    static Mapping of(EventSourceMappingConfiguration listed) {
        return new Mapping(listed.uuid(), Optional.ofNullable(listed.functionArn()).orElse(""),
                Optional.ofNullable(listed.eventSourceArn()).orElse(""),
                Optional.ofNullable(listed.state()).orElse(""));
    }

    /** Ignores a version or alias in the mapping's function ARN. */
    boolean isOfFunction(String unqualifiedArn) {
        return functionArn.equals(unqualifiedArn) || functionArn.startsWith(unqualifiedArn + ":");
    }

    boolean isOn(String brokerArn) {
        return eventSourceArn.equals(brokerArn);
    }

    boolean isOnAmazonMq() {
        String[] parts = eventSourceArn.split(":", 4);
        return parts.length == 4 && parts[2].equals("mq");
    }

    boolean isGoing() {
        return state.equals("Deleting");
    }

    @Override
    public String toString() {
        return "event source mapping %s (%s)".formatted(uuid, state);
    }
}
