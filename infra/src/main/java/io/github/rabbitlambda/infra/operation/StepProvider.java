package io.github.rabbitlambda.infra.operation;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.customresources.Provider;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * CDK's provider framework around our handlers, with log groups that the stack's deletion deletes. The framework
 * answers CloudFormation from outside the VPC. A handler in a subnet without internet access could not: the answer goes
 * to a URL in S3.
 */
public final class StepProvider extends Construct {
    private final Provider provider;

    private StepProvider(Construct scope, String id, Function onEvent, Optional<Waiting> waiting) {
        super(scope, id);
        LogGroup logs = Operation.logs(this);
        Provider.Builder builder = Provider.Builder.create(this, "Provider").onEventHandler(onEvent)
                .logGroup(logs).frameworkOnEventRole(role("EventRole", logs));
        waiting.ifPresent(until -> builder.isCompleteHandler(until.isComplete().function())
                .queryInterval(until.interval()).totalTimeout(until.limit())
                .frameworkCompleteAndTimeoutRole(role("WaitRole", logs)));
        provider = builder.build();
        acknowledgeStateMachine();
        acknowledgeVersions(onEvent);
        waiting.ifPresent(until -> acknowledgeVersions(until.isComplete().function()));
        provider.getNode().findAll().stream().filter(Function.class::isInstance).map(Function.class::cast)
                .forEach(this::acknowledgeVersions);
    }

    /** Steps that are complete as soon as {@code onEvent} returns. */
    public static StepProvider immediate(Construct scope, String id, Function onEvent) {
        return new StepProvider(scope, id, onEvent, Optional.empty());
    }

    /** Steps that are complete as soon as the handler of {@code waiting} says so. */
    public static StepProvider waiting(Construct scope, String id, Function onEvent, Waiting waiting) {
        return new StepProvider(scope, id, onEvent, Optional.of(waiting));
    }

    private Role role(String id, LogGroup logs) {
        return FunctionRole.create(this, id, logs, List.of());
    }

    private void acknowledgeVersions(Function function) {
        Acknowledgements.addForWildcard(this, function, ":*",
                "CDK's provider framework grants every version of a function.");
    }

    private void acknowledgeStateMachine() {
        Acknowledgements.add(this, "AwsSolutions-SF1",
                "The state machine only repeats a question; the answers are in the functions' log groups.");
        Acknowledgements.add(this, "AwsSolutions-SF2", "It runs during deployments only, for one caller.");
    }

    String serviceToken() {
        return provider.getServiceToken();
    }

    /**
     * @param isComplete
     *            is called at each interval until it says that the step is complete
     */
    public record Waiting(Operation isComplete, Duration interval, Duration limit) {}
}
