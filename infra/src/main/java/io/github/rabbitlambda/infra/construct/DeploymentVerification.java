package io.github.rabbitlambda.infra.construct;

import io.github.rabbitlambda.infra.operation.DeploymentStep;
import io.github.rabbitlambda.infra.operation.FunctionRole;
import io.github.rabbitlambda.infra.operation.Operation;
import io.github.rabbitlambda.infra.operation.StepProvider;
import io.github.rabbitlambda.infra.options.Jar;
import io.github.rabbitlambda.infra.options.QueueOptions;
import io.github.rabbitlambda.infra.options.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The last step of a deployment. It fails with the mapping's own message if the mapping does not read.
 */
public final class DeploymentVerification extends Construct {
    private static final int DEADLINE_MINUTES = 15;
    private static final Duration LIMIT = Duration.minutes(20);
    private final DeploymentStep step;

    public DeploymentVerification(Construct scope, Props props) {
        super(scope, "Verification");
        Operation onEvent = operation(this, "verify.Verify", props);
        Operation isComplete = operation(this, "verify.VerifyComplete", props);
        step = new DeploymentStep(this, "Verified", StepProvider.waiting(this, "Verifying", onEvent.function(),
                new StepProvider.Waiting(isComplete, Duration.seconds(15), LIMIT)), properties(props));
    }

    private static Operation operation(Construct scope, String handler, Props props) {
        return new Operation(scope, handler,
                Operation.Props.of(props.jar(), statements(props).toArray(PolicyStatement[]::new)));
    }

    private static List<PolicyStatement> statements(Props props) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(FunctionRole.allow("lambda:GetEventSourceMapping",
                props.source().ids().stream().map(id -> FunctionRole.arn("lambda", "event-source-mapping:" + id))
                        .toArray(String[]::new)));
        if (props.mode() == Verification.PROBE) {
            statements.add(FunctionRole.allow("lambda:InvokeFunction", props.tasks().function().getFunctionArn()));
        }
        return statements;
    }

    private static Map<String, Object> properties(Props props) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("MappingIds", props.source().ids());
        properties.put("Queues", props.queues().queues());
        properties.put("Mode", props.mode().name().toLowerCase(Locale.ROOT));
        properties.put("BrokerTasksArn", props.tasks().function().getFunctionArn());
        properties.put("DeadlineMinutes", String.valueOf(DEADLINE_MINUTES));
        properties.put("Nonce", props.source().revision());
        return properties;
    }

    public DeploymentStep step() {
        return step;
    }

    public record Props(Jar jar, Verification mode, EventSource source, BrokerTasks tasks, QueueOptions queues) {}
}
