package io.github.rabbitlambda.operations.cleanup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;

import io.github.rabbitlambda.operations.network.MqBrokers;

/**
 * Checks in each call whether the mappings and their interfaces are gone. After the deadline it fails if the network is
 * the stack's own, so that role and policy survive and a second destroy can continue. If the network is shared, it
 * reports what is left and lets the stack be deleted.
 */
public final class EventSourceCleanupComplete implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final LambdaClient lambda;
    private final Ec2Client ec2;
    private final MqBrokers brokers;
    private final Clock clock;

    /** Called by Lambda. */
    public EventSourceCleanupComplete() {
        this(LambdaClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                Ec2Client.builder().httpClient(UrlConnectionHttpClient.create()).build(), MqBrokers.ofThisRegion(),
                Clock.systemUTC());
    }

    EventSourceCleanupComplete(LambdaClient lambda, Ec2Client ec2, MqBrokers brokers, Clock clock) {
        this.lambda = lambda;
        this.ec2 = ec2;
        this.brokers = brokers;
        this.clock = clock;
    }

    /** Returns {@code IsComplete}. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        CleanupRequest request = CleanupRequest.of(event);
        Cleanup cleanup = new Cleanup(new Mappings(lambda), new Interfaces(ec2), brokers, clock,
                line -> context.getLogger().log(line + "\n"));
        return new LinkedHashMap<>(Map.of("IsComplete", !request.delete() || cleanup.isDone(request)));
    }
}
