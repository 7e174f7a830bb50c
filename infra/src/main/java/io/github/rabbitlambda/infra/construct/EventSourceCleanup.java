package io.github.rabbitlambda.infra.construct;

import io.github.rabbitlambda.infra.network.ClientNetwork;
import io.github.rabbitlambda.infra.operation.Acknowledgements;
import io.github.rabbitlambda.infra.operation.DeploymentStep;
import io.github.rabbitlambda.infra.operation.FunctionRole;
import io.github.rabbitlambda.infra.operation.Operation;
import io.github.rabbitlambda.infra.operation.StepProvider;
import io.github.rabbitlambda.infra.options.Jar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * Waits, when the stack is deleted, until Lambda has deleted the mappings' network interfaces. Lambda reports a mapping
 * as deleted before that. Without the wait CloudFormation deletes the listener's role, which Lambda needs to delete the
 * interfaces, and then can't delete subnets and groups. The step is created before the mappings, so that it is deleted
 * after them, also in a roll-back.
 */
public final class EventSourceCleanup {
    // CloudFormation ends a custom resource after an hour; the handler's own limit is shorter, because its failure
    // message names the interfaces that are left
    private static final int DEADLINE_MINUTES = 45;
    private static final Duration LIMIT = Duration.minutes(55);
    private static final String MAPPINGS = "event-source-mapping:*";
    private final DeploymentStep step;

    public EventSourceCleanup(Construct scope, Jar jar, Listener listener, Broker broker, ClientNetwork network) {
        Operation onEvent = operation(scope, "cleanup.EventSourceCleanup", jar, listener);
        Operation isComplete = operation(scope, "cleanup.EventSourceCleanupComplete", jar, listener);
        step = new DeploymentStep(scope, "MappingsGone",
                StepProvider.waiting(scope, "CleaningUp", onEvent.function(),
                        new StepProvider.Waiting(isComplete, Duration.seconds(30), LIMIT)),
                properties(listener, broker, network));
        step.getNode().addDependency(listener.role());
    }

    private static Operation operation(Construct scope, String handler, Jar jar, Listener listener) {
        String function = listener.function().getFunctionArn();
        Operation operation = new Operation(scope, handler,
                Operation.Props.of(jar,
                        FunctionRole.allow("lambda:ListEventSourceMappings", "*"), mappingsOfListener(function),
                        FunctionRole.allow("ec2:DescribeNetworkInterfaces", "*"),
                        FunctionRole.allow("mq:DescribeBroker", FunctionRole.arn("mq", "broker:*"))));
        Acknowledgements.add(operation.role(), "AwsSolutions-IAM5[Resource::*]", "Neither listing takes a resource.");
        Acknowledgements.addForArn(operation.role(), "lambda", MAPPINGS,
                "Leftover mappings have ids that nobody knows; the condition holds it to this listener's.");
        Acknowledgements.addForArn(operation.role(), "mq", "broker:*",
                "Lambda shares interfaces between mappings, so other brokers in the same groups count.");
        return operation;
    }

    private static PolicyStatement mappingsOfListener(String function) {
        return PolicyStatement.Builder.create()
                .actions(List.of("lambda:GetEventSourceMapping", "lambda:DeleteEventSourceMapping"))
                .resources(List.of(FunctionRole.arn("lambda", MAPPINGS)))
                .conditions(Map.of("ArnLike",
                        Map.of("lambda:FunctionArn", List.of(function, function + ":*"))))
                .build();
    }

    private static Map<String, Object> properties(Listener listener, Broker broker, ClientNetwork network) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("FunctionName", listener.function().getFunctionArn());
        properties.put("BrokerArn", broker.arn());
        properties.put("SecurityGroupIds", network.brokerGroups());
        properties.put("SubnetIds", network.subnets());
        properties.put("OwnsNetwork", String.valueOf(network.ownedByStack()));
        properties.put("DeadlineMinutes", String.valueOf(DEADLINE_MINUTES));
        return properties;
    }

    public DeploymentStep step() {
        return step;
    }
}
