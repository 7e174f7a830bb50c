package io.github.rabbitlambda.constructs.resource;

import java.util.Optional;
import software.amazon.awscdk.services.lambda.IFunction;
import io.github.rabbitlambda.constructs.network.ClientNetwork;
import io.github.rabbitlambda.constructs.operation.Acknowledgements;
import io.github.rabbitlambda.constructs.operation.DeploymentStep;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import io.github.rabbitlambda.constructs.operation.StepType;
import io.github.rabbitlambda.constructs.operation.Steps;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final DeploymentStep step;

    public EventSourceCleanup(Construct scope, Steps steps, IFunction listener, ConsumedBroker broker,
            ClientNetwork network) {
        step = steps.add(scope, "EventSourceCleanup", StepType.EVENT_SOURCE_CLEANUP,
                properties(listener, broker, network));
        Optional.ofNullable(listener.getRole()).ifPresent(step.getNode()::addDependency);
        Acknowledgements.add(steps.role(), "AwsSolutions-IAM5[Resource::*]", "Neither listing takes a resource.");
        Acknowledgements.addForArn(steps.role(), "mq", "broker:*",
                "Lambda shares interfaces between mappings, so other brokers in the same groups count.");
    }

    /** What the step needs beside the mappings. */
    public static List<PolicyStatement> statements() {
        return List.of(
                FunctionRole.allow(List.of("lambda:ListEventSourceMappings", "ec2:DescribeNetworkInterfaces"), "*"),
                FunctionRole.allow("mq:DescribeBroker", FunctionRole.arn("mq", "broker:*")));
    }

    private static Map<String, Object> properties(IFunction listener, ConsumedBroker broker, ClientNetwork network) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("FunctionName", listener.getFunctionArn());
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
