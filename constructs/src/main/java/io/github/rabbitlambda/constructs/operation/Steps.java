package io.github.rabbitlambda.constructs.operation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.customresources.Provider;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * The one function that handles every step of a deployment, behind CDK's provider framework. The framework answers
 * CloudFormation from outside the VPC. A handler in a subnet without internet access could not: the answer goes to a
 * URL in S3. The role's own policy names nothing that is made after the first step, so that it exists long before it is
 * used. A step that an update removes is deleted after the role has been updated, so what its deletion needs is in the
 * policy of the resource, which is removed with it.
 */
public final class Steps {
    private static final Duration TIMEOUT = Duration.minutes(15);
    private static final Duration INTERVAL = Duration.seconds(10);
    // CloudFormation ends a custom resource after an hour; each step has a deadline of its own that is shorter
    private static final Duration LIMIT = Duration.minutes(55);
    private final Operation operation;
    private final PolicyDocument work;
    private final Set<String> allowed = new HashSet<>();
    private final Provider provider;

    public Steps(Construct scope, Operations operations, List<PolicyStatement> statements) {
        this(scope, operations, new PolicyDocument(),
                new Operation(scope, "Steps", operations, new Operation.Props(TIMEOUT, Map.of(), statements)));
    }

    /** Steps whose permissions are not known yet: {@link #allow}. */
    static Steps growing(Construct scope, Operations operations) {
        PolicyDocument work = FunctionRole.write(operations.logs());
        return new Steps(scope, operations, work, new Operation(scope, "Steps", operations,
                new Operation.Props(TIMEOUT, Map.of(), List.of()), work));
    }

    private Steps(Construct scope, Operations operations, PolicyDocument work, Operation operation) {
        this.work = work;
        this.operation = operation;
        Construct framework = new Construct(scope, "StepsFramework");
        provider = Provider.Builder.create(framework, "Provider").onEventHandler(operation.function())
                .isCompleteHandler(operation.function()).logGroup(operations.logs()).queryInterval(INTERVAL)
                .totalTimeout(LIMIT).frameworkOnEventRole(role(framework, "EventRole", operations))
                .frameworkCompleteAndTimeoutRole(role(framework, "WaitRole", operations)).build();
        acknowledge(framework);
    }

    private static Role role(Construct scope, String id, Operations operations) {
        return FunctionRole.create(scope, id, operations.logs(), List.of());
    }

    private void acknowledge(Construct framework) {
        acknowledgeVersions(framework, operation.function());
        framework.getNode().findAll().stream().filter(Function.class::isInstance).map(Function.class::cast)
                .forEach(function -> acknowledgeVersions(framework, function));
        Acknowledgements.add(framework, "AwsSolutions-SF1",
                "The state machine only repeats a question; the answers are in the functions' log group.");
        Acknowledgements.add(framework, "AwsSolutions-SF2", "It runs during deployments only, for one caller.");
    }

    private static void acknowledgeVersions(Construct framework, Function function) {
        Acknowledgements.addForWildcard(framework, function, ":*",
                "CDK's provider framework grants every version of a function.");
    }

    /** Adds what a step needs; a statement that is there already is not repeated. */
    public void allow(List<PolicyStatement> statements) {
        statements.stream().filter(statement -> allowed.add(statement.toJSON().toString()))
                .forEach(work::addStatements);
    }

    public DeploymentStep add(Construct scope, String id, StepType type, Map<String, Object> properties) {
        return new DeploymentStep(scope, id, type, provider.getServiceToken(), properties);
    }

    public Role role() {
        return operation.role();
    }
}
