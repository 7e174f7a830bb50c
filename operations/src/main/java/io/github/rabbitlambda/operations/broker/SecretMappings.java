package io.github.rabbitlambda.operations.broker;

import java.util.List;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.AwsCallFailedException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The mappings of a broker that log in with a secret. */
record SecretMappings(LambdaClient client, String brokerArn, String secretArn) {

    /** One mapping and the queue that it reads. */
    record Mapping(String uuid, String queue) {}

    List<Mapping> inState(String state) {
        return all().stream().filter(this::logsInWithTheSecret).filter(mapping -> state.equals(mapping.state()))
                .map(mapping -> new Mapping(mapping.uuid(), mapping.queues().getFirst())).toList();
    }

    boolean is(String state, String uuid) {
        return inState(state).stream().anyMatch(mapping -> mapping.uuid().equals(uuid));
    }

    private List<EventSourceMappingConfiguration> all() {
        return AwsCall.of("lambda:ListEventSourceMappings", brokerArn,
                () -> client.listEventSourceMappingsPaginator(request -> request.eventSourceArn(brokerArn))
                        .eventSourceMappings().stream().toList());
    }

    private boolean logsInWithTheSecret(EventSourceMappingConfiguration mapping) {
        return mapping.hasQueues() && mapping.sourceAccessConfigurations().stream()
                .anyMatch(access -> secretArn.equals(access.uri()));
    }

    void disable(String uuid) {
        update(uuid, false);
    }

    /** Enables a mapping, or does nothing if it is gone; false while another change is in progress. */
    boolean enable(String uuid) {
        try {
            update(uuid, true);
            return true;
        } catch (AwsCallFailedException failed) {
            if (failed.getCause() instanceof ResourceNotFoundException || failed.isRefused() && isGone(uuid)) {
                return true;
            }
            if (failed.getCause() instanceof ResourceInUseException
                    || failed.getCause() instanceof ResourceConflictException) {
                return false;
            }
            throw failed;
        }
    }

    /** Of a mapping that is gone AWS may tell no function, so that the policy which asks for the listener's refuses. */
    private boolean isGone(String uuid) {
        return all().stream().noneMatch(mapping -> mapping.uuid().equals(uuid));
    }

    private void update(String uuid, boolean enabled) {
        AwsCall.of("lambda:UpdateEventSourceMapping", uuid,
                () -> client.updateEventSourceMapping(request -> request.uuid(uuid).enabled(enabled)));
    }
}
