package io.github.rabbitlambda.operations.cleanup;

import java.util.List;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

import io.github.rabbitlambda.operations.AwsCall;

/** All event source mappings of the account in this region. */
record Mappings(LambdaClient lambda) {

    /** Not narrowed by function: whether that would find mappings of its aliases is not documented. */
    List<Mapping> list() {
        return AwsCall.of("lambda:ListEventSourceMappings", "*",
                () -> lambda.listEventSourceMappingsPaginator().eventSourceMappings().stream().map(Mapping::of)
                        .toList());
    }

    /** Asks for its deletion, unless it is on its way; one that is in use has to be asked for again. */
    void delete(Mapping mapping) {
        if (!mapping.isGoing()) {
            AwsCall.of("lambda:DeleteEventSourceMapping", mapping.uuid(), () -> requested(mapping.uuid()));
        }
    }

    private boolean requested(String uuid) {
        try {
            lambda.deleteEventSourceMapping(request -> request.uuid(uuid));
            return true;
        } catch (ResourceNotFoundException | ResourceInUseException goneOrBusy) {
            return false;
        }
    }
}
