package io.github.rabbitlambda.operations.verify;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.AwsRetry;
import io.github.rabbitlambda.operations.CannotSucceedException;
import io.github.rabbitlambda.operations.DeploymentStep;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.InvokedFunction;
import io.github.rabbitlambda.operations.ObservedQueues;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.verify.VerifyRequest.Watched;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Verifies that a stack's mappings read: they are enabled without a fault, and in {@code Mode} "probe" a marked message
 * leaves each queue. The step fails with what Lambda says about the mapping, at once where waiting can't help, otherwise
 * after the deadline. Delete does nothing.
 *
 * <p>An update is verified less strictly, because the stack has worked before and a failure would be rolled back: any
 * acknowledgement proves that the mapping reads, so that a long backlog is no failure; a mapping that a person disabled
 * is reported in the result; and properties that were verified once are not verified again, so that a roll-back succeeds.
 *
 * <p>Assumption: on a roll-back CloudFormation sends the former properties together with the id of the last success, or
 * sends only a Delete of the newer id. The id holds a hash of what was verified.
 */
public final class Verification implements DeploymentStep {
    private final LambdaClient lambda;
    private final Clock clock;
    private final AwsRetry retry;

    public Verification(LambdaClient lambda, Clock clock, AwsRetry retry) {
        this.lambda = lambda;
        this.clock = clock;
        this.retry = retry;
    }

    @Override
    public String physicalId(Map<String, Object> event) {
        return VerifyRequest.of(event).id();
    }

    /** Returns each queue's state before its probe, for the calls of {@link #progress}. */
    @Override
    public Map<String, Object> begin(Map<String, Object> event, Context context) {
        VerifyRequest request = VerifyRequest.of(event);
        if (request.isDone()) {
            return Map.of("Verified", DeploymentStep.isDelete(event)
                    ? "nothing to verify"
                    : "not verified again: this is what was verified last");
        }
        return request.probes() ? Map.of("Probes", retry.retry(() -> send(request))) : Map.of();
    }

    private List<Map<String, Object>> send(VerifyRequest request) {
        return request.mappings().stream().map(Watched::queue).distinct().map(queue -> send(request, queue).json())
                .toList();
    }

    private Probe send(VerifyRequest request, String queue) {
        ObservedQueues tasks = tasks(request);
        Probe probe = Probe.before(queue, clock.instant(), tasks.queue(queue));
        tasks.function().call(Map.of("task", "publish", "messages",
                List.of(Probe.message(queue, UUID.randomUUID().toString()))));
        return probe;
    }

    private ObservedQueues tasks(VerifyRequest request) {
        return new ObservedQueues(new InvokedFunction(lambda, request.brokerTasksArn()));
    }

    /** Returns as {@code Data} a {@code Result} for the person who deploys: what was verified, and what was not. */
    @Override
    public Map<String, Object> progress(Map<String, Object> event, Context context) {
        Optional<String> before = new Input("event", event).optionalText("Verified");
        if (before.isPresent()) {
            return complete(before.get());
        }
        VerifyRequest request = VerifyRequest.of(event);
        List<String> disabled = new ArrayList<>();
        Optional<String> fault = request.mappings().stream().flatMap(mapping -> fault(request, mapping, disabled)
                .stream()).findFirst();
        if (fault.isEmpty()) {
            return complete(disabled.isEmpty() ? "every mapping reads" : told(disabled));
        }
        context.getLogger().log("not yet: " + fault.get() + "\n");
        if (request.deadline().isOver(clock.instant())) {
            throw new OperationFailedException(
                    advised("After %d minutes the ".formatted(request.deadline().minutes()) + fault.get()));
        }
        return INCOMPLETE;
    }

    private static Map<String, Object> complete(String result) {
        return Map.of("IsComplete", true, "Data", Map.of("Result", result));
    }

    /** CloudFormation takes answers of 4,096 bytes, and a stack may have a hundred mappings. */
    private static String told(List<String> disabled) {
        return disabled.getFirst() + (disabled.size() == 1 ? "" : ", and %d more".formatted(disabled.size() - 1));
    }

    private Optional<String> fault(VerifyRequest request, Watched watched, List<String> disabled) {
        MappingHealth health = health(watched);
        if (request.update() && health.isDisabledByPerson()) {
            disabled.add("the %s is not verified, because somebody disabled it: %s".formatted(watched, health));
            return Optional.empty();
        }
        if (health.isLost()) {
            throw new CannotSucceedException(
                    advised("The %s is not enabled and will not be: %s".formatted(watched, health)));
        }
        return health.reads()
                ? unread(request, watched).map(text -> "%s, while Lambda tells %s".formatted(text, health))
                : Optional.of("%s does not read: %s".formatted(watched, health));
    }

    private Optional<String> unread(VerifyRequest request, Watched watched) {
        return request.sent().stream().filter(probe -> probe.queue().equals(watched.queue())).findFirst()
                .flatMap(probe -> unread(request, watched, probe, tasks(request).queue(watched.queue())));
    }

    private Optional<String> unread(VerifyRequest request, Watched watched, Probe probe, Input observed) {
        boolean read = request.update() && probe.acknowledgedSince(observed) > 0
                || probe.isRead(observed, clock.instant());
        return read
                ? Optional.empty()
                : Optional.of("%s has not read the probe message (%s)".formatted(watched, Probe.told(observed)));
    }

    private MappingHealth health(Watched watched) {
        return MappingHealth.of(AwsCall.of("lambda:GetEventSourceMapping", watched.uuid(), () -> mapping(watched)));
    }

    private GetEventSourceMappingResponse mapping(Watched watched) {
        try {
            return lambda.getEventSourceMapping(request -> request.uuid(watched.uuid()));
        } catch (ResourceNotFoundException gone) {
            throw new CannotSucceedException(advised("The " + watched + " does not exist any more"));
        }
    }

    private static String advised(String sentence) {
        return sentence + ". What each of these means and what to do is in docs/operate.md";
    }
}
