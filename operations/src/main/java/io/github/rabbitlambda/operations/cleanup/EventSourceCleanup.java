package io.github.rabbitlambda.operations.cleanup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Starts the clean-up of a stack's event source mappings when the stack is deleted. CloudFormation reports a mapping as
 * deleted before Lambda has removed its network interfaces, and without the role and the groups Lambda can't remove
 * them. Create and Update do nothing. {@link EventSourceCleanupComplete} waits for the end.
 */
public final class EventSourceCleanup implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final LambdaClient lambda;
    private final Clock clock;

    /** Called by Lambda. */
    public EventSourceCleanup() {
        this(LambdaClient.builder().httpClient(UrlConnectionHttpClient.create()).build(), Clock.systemUTC());
    }

    EventSourceCleanup(LambdaClient lambda, Clock clock) {
        this.lambda = lambda;
        this.clock = clock;
    }

    /** Requests the deletion of this function's remaining mappings on this broker and returns the start time. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        CleanupRequest request = CleanupRequest.of(event);
        if (request.delete()) {
            Mappings mappings = new Mappings(lambda);
            mappings.list().stream().filter(request::isOurs).forEach(mappings::delete);
        }
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("PhysicalResourceId", "event-source-cleanup");
        response.put("StartedAt", clock.instant().toString());
        return response;
    }
}
