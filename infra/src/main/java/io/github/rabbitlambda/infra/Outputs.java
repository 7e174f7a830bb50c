package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.resource.Broker;
import io.github.rabbitlambda.constructs.resource.BrokerTasks;
import io.github.rabbitlambda.constructs.resource.Credentials;
import io.github.rabbitlambda.constructs.resource.EventSource;
import io.github.rabbitlambda.constructs.resource.FailureQueue;
import io.github.rabbitlambda.constructs.resource.Listener;
import io.github.rabbitlambda.constructs.resource.Replay;
import io.github.rabbitlambda.constructs.operation.DeploymentStep;
import io.github.rabbitlambda.infra.options.Options;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Function;

/**
 * The outputs of a stack: commands to copy and names to look up. Nothing is secret: the secret's ARN alone gives no
 * access.
 */
final class Outputs {
    private final Stack stack;
    private final Props props;

    Outputs(Stack stack, Props props) {
        this.stack = stack;
        this.props = props;
        commands();
        mappings();
        addresses();
    }

    private void commands() {
        put("PublishCommand", "Publishes ten test messages",
                invoke(props.tasks().function(), "{\"task\":\"publish\",\"count\":10}"));
        put("FollowLogCommand", "Follows what the listener logs",
                "aws logs tail " + props.listener().logs().getLogGroupName() + " --follow" + region());
        props.replay().ifPresent(replay -> put("ReplayCommand", "Puts up to ten parked messages back on the queue",
                invoke(replay.function(), "{\"source\":\"parked\",\"count\":10}")));
        put("RemoveBrokerLogsCommand",
                "After cdk destroy: removes the log groups that Amazon MQ made, the one thing it leaves behind",
                "for log in general channel connection; do aws logs delete-log-group --log-group-name"
                        + " /aws/amazonmq/broker/" + props.broker().id() + "/$log" + region() + "; done");
    }

    private void mappings() {
        List<String> ids = props.source().ids();
        for (int i = 0; i < ids.size(); i++) {
            put("MappingCommand" + (ids.size() == 1 ? "" : i + 1), "Tells how the mapping of "
                    + props.options().queues().queues().get(i) + " is doing",
                    "aws lambda get-event-source-mapping --uuid " + ids.get(i)
                            + " --query '[State,StateTransitionReason,LastProcessingResult]'" + region());
        }
    }

    private void addresses() {
        props.verification().ifPresent(verification -> put("VerificationResult",
                "What the deployment verified of the mappings, and which of them somebody has disabled",
                verification.text("Result")));
        put("ConsoleUrl", props.publiclyAccessible()
                ? "RabbitMQ's console"
                : "RabbitMQ's console, inside the VPC only and once the broker's security group lets you in",
                props.broker().console());
        put("SecretArn", "User and password of the broker", props.credentials().arn());
        props.failures().ifPresent(
                failures -> put("FailureQueueUrl", "Messages that the listener gave up",
                        failures.queue().getQueueUrl()));
    }

    private String invoke(Function function, String payload) {
        return "aws lambda invoke --function-name " + function.getFunctionName()
                + " --cli-binary-format raw-in-base64-out --payload '" + payload + "'" + region() + " /dev/stdout";
    }

    private String region() {
        return " --region " + stack.getRegion();
    }

    private void put(String id, String description, String value) {
        CfnOutput.Builder.create(stack, id).description(description).value(value).build();
    }

    record Props(Options options, Credentials credentials, Listener listener, Broker broker, BrokerTasks tasks,
            EventSource source, Optional<DeploymentStep> verification, Optional<Replay> replay,
            Optional<FailureQueue> failures, boolean publiclyAccessible) {}
}
