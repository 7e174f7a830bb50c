package io.github.rabbitlambda.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.customresources.Provider;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * Something that a deployment does on the way: a custom resource whose handler is one of ours. CDK's provider framework
 * answers CloudFormation from outside the VPC, since a handler in a subnet without internet could not: the response goes
 * to a URL in S3.
 */
final class Step extends Construct {
    private final CustomResource resource;

    /** {@code properties} are resolved by CloudFormation; a change in any of them runs the step again. */
    Step(Construct scope, String id, Framework framework, Map<String, Object> properties) {
        super(scope, id);
        resource = CustomResource.Builder.create(this, "Resource").serviceToken(framework.provider.getServiceToken())
                .resourceType("Custom::" + id).properties(properties).removalPolicy(RemovalPolicy.DESTROY).build();
        // for the reachability check: what a step is handed it reads, and adds nothing to it
        ((CfnResource) resource.getNode().getDefaultChild()).addMetadata("reachability:changes", "nothing");
    }

    /** A value that the handler returned. */
    String text(String attribute) {
        return resource.getAttString(attribute);
    }

    /** CDK's functions around handlers of ours, with log groups that go with the stack. */
    static final class Framework extends Construct {
        private final Provider provider;

        private Framework(Construct scope, String id, Function onEvent, Optional<Waiting> waiting) {
            super(scope, id);
            LogGroup logs = Operation.logs(this);
            Provider.Builder builder = Provider.Builder.create(this, "Provider").onEventHandler(onEvent)
                    .logGroup(logs).frameworkOnEventRole(role("EventRole", logs));
            waiting.ifPresent(until -> builder.isCompleteHandler(until.isComplete().function())
                    .queryInterval(until.interval()).totalTimeout(until.limit())
                    .frameworkCompleteAndTimeoutRole(role("WaitRole", logs)));
            provider = builder.build();
            acknowledgeMachine();
            acknowledge(onEvent);
            waiting.ifPresent(until -> acknowledge(until.isComplete().function()));
            provider.getNode().findAll().stream().filter(Function.class::isInstance).map(Function.class::cast)
                    .forEach(this::acknowledge);
        }

        static Framework of(Construct scope, String id, Function onEvent) {
            return new Framework(scope, id, onEvent, Optional.empty());
        }

        static Framework waiting(Construct scope, String id, Function onEvent, Waiting waiting) {
            return new Framework(scope, id, onEvent, Optional.of(waiting));
        }

        private Role role(String id, LogGroup logs) {
            return FunctionRole.create(this, id, logs, List.of());
        }

        private void acknowledge(Function function) {
            Acknowledged.wildcard(this, function, ":*", "CDK's provider framework grants every version of a function.");
        }

        private void acknowledgeMachine() {
            Acknowledged.on(this, "AwsSolutions-SF1",
                    "The state machine only repeats a question; the answers are in the functions' log groups.");
            Acknowledged.on(this, "AwsSolutions-SF2", "It runs during deployments only, for one caller.");
        }
    }

    /** A step that is done when its second handler says so. */
    record Waiting(Operation isComplete, Duration interval, Duration limit) {}
}
