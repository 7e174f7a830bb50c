package io.github.rabbitlambda.operations.verify;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

import io.github.rabbitlambda.operations.broker.BrokerTasks;
import io.github.rabbitlambda.operations.RolePropagation;
import io.github.rabbitlambda.operations.InvokedFunction;
import io.github.rabbitlambda.operations.ObservedQueues;

/**
 * Starts to verify that a stack's mappings read. In {@code Mode} "probe" it puts a marked message on each queue, and
 * {@link VerifyComplete} checks that it leaves. Delete does nothing.
 */
public final class Verify implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final LambdaClient lambda;
    private final Clock clock;
    private final RolePropagation role;

    /** Called by Lambda. */
    public Verify() {
        this(client(), Clock.systemUTC(), RolePropagation.ofTheStack());
    }

    Verify(LambdaClient lambda, Clock clock, RolePropagation role) {
        this.lambda = lambda;
        this.clock = clock;
        this.role = role;
    }

    /** Longer than {@link BrokerTasks} retries a broker. */
    static LambdaClient client() {
        return LambdaClient.builder().httpClient(UrlConnectionHttpClient.builder()
                .socketTimeout(Duration.ofSeconds(90)).build()).build();
    }

    /** Returns the start time and each queue's state before its probe, for the calls of VerifyComplete. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        VerifyRequest request = VerifyRequest.of(event);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("PhysicalResourceId", "verify");
        response.put("StartedAt", clock.instant().toString());
        if (!request.delete() && request.probes()) {
            response.put("Probes", role.retry(() -> send(request)));
        }
        return response;
    }

    private List<Map<String, Object>> send(VerifyRequest request) {
        ObservedQueues tasks = new ObservedQueues(new InvokedFunction(lambda, request.brokerTasksArn()));
        return request.mappings().stream().map(VerifyRequest.Watched::queue).distinct()
                .map(queue -> send(queue, tasks).json())
                .toList();
    }

    private Probe send(String queue, ObservedQueues tasks) {
        Probe probe = Probe.before(queue, clock.instant(), tasks.queue(queue));
        Map<String, Object> publish = new LinkedHashMap<>();
        publish.put("task", "publish");
        publish.put("messages", List.of(Probe.message(queue, UUID.randomUUID().toString())));
        tasks.function().call(publish);
        return probe;
    }
}
