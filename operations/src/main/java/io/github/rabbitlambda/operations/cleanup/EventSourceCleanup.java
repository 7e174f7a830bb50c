package io.github.rabbitlambda.operations.cleanup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Begins the clean-up after a stack's event source mappings when the stack goes: CloudFormation calls a mapping deleted
 * before Lambda has removed its network interfaces, and without the role and the groups they would stay for ever.
 * Creating and updating do nothing. {@link EventSourceCleanupComplete} waits for the end.
 */
public final class EventSourceCleanup implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final LambdaClient lambda;
    private final Clock clock;

    /** As Lambda makes it. */
    public EventSourceCleanup() {
        this(LambdaClient.builder().httpClient(UrlConnectionHttpClient.create()).build(), Clock.systemUTC());
    }

    EventSourceCleanup(LambdaClient lambda, Clock clock) {
        this.lambda = lambda;
        this.clock = clock;
    }

    /** Deletes what is left of this function's mappings on this broker and notes when it began. */
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
