package io.github.rabbitlambda.operations.verify;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.RolePropagation;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.InvokedFunction;
import io.github.rabbitlambda.operations.ObservedQueues;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.verify.VerifyRequest.Watched;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Checks that the mappings are enabled without a fault and that the probes have left their queues. It fails with what
 * Lambda says about the mapping: at once where waiting can't help, otherwise after the deadline.
 */
public final class VerifyComplete implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final LambdaClient lambda;
    private final Clock clock;
    private final RolePropagation role;

    /** Called by Lambda. */
    public VerifyComplete() {
        this(Verify.client(), Clock.systemUTC(), RolePropagation.ofTheStack());
    }

    VerifyComplete(LambdaClient lambda, Clock clock, RolePropagation role) {
        this.lambda = lambda;
        this.clock = clock;
        this.role = role;
    }

    /** Returns {@code IsComplete}. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        VerifyRequest request = VerifyRequest.of(event);
        Optional<String> fault = request.delete()
                ? Optional.empty()
                : role.retry(
                        () -> request.mappings().stream().flatMap(mapping -> fault(request, mapping).stream())
                                .findFirst());
        fault.ifPresent(text -> {
            context.getLogger().log("not yet: " + text + "\n");
            if (request.isOverdue(clock.instant())) {
                throw failed("After %d minutes the ".formatted(request.deadline().toMinutes()) + text);
            }
        });
        return new LinkedHashMap<>(Map.of("IsComplete", fault.isEmpty()));
    }

    private Optional<String> fault(VerifyRequest request, Watched watched) {
        MappingHealth health = health(watched);
        if (health.isLost()) {
            throw failed("The %s is not enabled and will not be: %s".formatted(watched, health));
        }
        return health.reads()
                ? unread(request, watched).map(text -> "%s, while Lambda tells %s".formatted(text, health))
                : Optional.of("%s does not read: %s".formatted(watched, health));
    }

    private Optional<String> unread(VerifyRequest request, Watched watched) {
        return request.sent().stream().filter(probe -> probe.queue().equals(watched.queue())).findFirst()
                .flatMap(probe -> {
                    Input observed = new ObservedQueues(new InvokedFunction(lambda, request.brokerTasksArn()))
                            .queue(watched.queue());
                    return probe.isRead(observed, clock.instant())
                            ? Optional.empty()
                            : Optional.of(
                                    "%s has not read the probe message (%s)".formatted(watched, Probe.told(observed)));
                });
    }

    private MappingHealth health(Watched watched) {
        return MappingHealth.of(AwsCall.of("lambda:GetEventSourceMapping", watched.uuid(), () -> mapping(watched)));
    }

    private GetEventSourceMappingResponse mapping(Watched watched) {
        try {
            return lambda.getEventSourceMapping(request -> request.uuid(watched.uuid()));
        } catch (ResourceNotFoundException gone) {
            throw failed("The " + watched + " does not exist any more");
        }
    }

    private static OperationFailedException failed(String sentence) {
        return new OperationFailedException(
                sentence + ". What each of these means and what to do is in docs/operate.md");
    }
}
