package io.github.rabbitlambda.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * Waits, when the stack goes, until Lambda has removed the mappings' network interfaces. CloudFormation is told too
 * early that a mapping is gone; without this the listener's role disappears under the interfaces, and subnets and group
 * can't be deleted. It is created before the mappings, so that it is deleted after them, in a roll-back too.
 */
final class EventSourceCleanup {
    // a custom resource ends after an hour; the handler's own limit comes first, since its message says what is left
    private static final int DEADLINE_MINUTES = 45;
    private static final Duration LIMIT = Duration.minutes(55);
    private static final String MAPPINGS = "event-source-mapping:*";
    private final Step step;

    EventSourceCleanup(Construct scope, Jar jar, Listener listener, Broker broker, Surroundings surroundings) {
        Operation onEvent = operation(scope, "cleanup.EventSourceCleanup", jar, listener);
        Operation isComplete = operation(scope, "cleanup.EventSourceCleanupComplete", jar, listener);
        step = new Step(scope, "MappingsGone",
                Step.Framework.waiting(scope, "CleaningUp", onEvent.function(),
                        new Step.Waiting(isComplete, Duration.seconds(30), LIMIT)),
                properties(listener, broker, surroundings));
        step.getNode().addDependency(listener.role());
    }

    private static Operation operation(Construct scope, String handler, Jar jar, Listener listener) {
        String function = listener.function().getFunctionArn();
        Operation operation = new Operation(scope, handler,
                Operation.Props.of(jar,
                        FunctionRole.allow("lambda:ListEventSourceMappings", "*"), ofListener(function),
                        FunctionRole.allow("ec2:DescribeNetworkInterfaces", "*"),
                        FunctionRole.allow("mq:DescribeBroker", FunctionRole.arn("mq", "broker:*"))));
        Acknowledged.on(operation.role(), "AwsSolutions-IAM5[Resource::*]", "Neither listing takes a resource.");
        Acknowledged.arn(operation.role(), "lambda", MAPPINGS,
                "Leftover mappings have ids that nobody knows; the condition holds it to this listener's.");
        Acknowledged.arn(operation.role(), "mq", "broker:*",
                "Lambda shares interfaces between mappings, so other brokers in the same groups count.");
        return operation;
    }

    private static PolicyStatement ofListener(String function) {
        return PolicyStatement.Builder.create()
                .actions(List.of("lambda:GetEventSourceMapping", "lambda:DeleteEventSourceMapping"))
                .resources(List.of(FunctionRole.arn("lambda", MAPPINGS)))
                .conditions(Map.of("ArnLike",
                        Map.of("lambda:FunctionArn", List.of(function, function + ":*"))))
                .build();
    }

    private static Map<String, Object> properties(Listener listener, Broker broker, Surroundings surroundings) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("FunctionName", listener.function().getFunctionArn());
        properties.put("BrokerArn", broker.arn());
        properties.put("SecurityGroupIds", surroundings.brokerGroups());
        properties.put("SubnetIds", surroundings.subnets());
        properties.put("OwnsNetwork", String.valueOf(surroundings.owned()));
        properties.put("DeadlineMinutes", String.valueOf(DEADLINE_MINUTES));
        return properties;
    }

    Step step() {
        return step;
    }
}
