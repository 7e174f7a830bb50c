package io.github.rabbitlambda.operations.cleanup;

import java.util.List;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

import io.github.rabbitlambda.operations.AwsCall;

/** All event source mappings of the account in this Region. */
record Mappings(LambdaClient lambda) {

    /** Lists without a function's name, because whether that would find mappings of its aliases is not documented. */
    List<Mapping> list() {
        return AwsCall.of("lambda:ListEventSourceMappings", "*",
                () -> lambda.listEventSourceMappingsPaginator().eventSourceMappings().stream().map(Mapping::of)
                        .toList());
    }

    /** Requests a deletion unless one is in progress. A mapping that is in use needs another request later. */
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
