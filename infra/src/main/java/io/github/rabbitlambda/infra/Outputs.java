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
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.lambda.Function;

/**
 * The outputs of a stack: commands to copy and names to look up. Nothing is secret: the secret's ARN alone gives no
 * access.
 */
final class Outputs {
    private final Stack stack;
    private final Props props;

    private final Commands commands;

    Outputs(Stack stack, Props props) {
        this.stack = stack;
        this.props = props;
        this.commands = new Commands(stack);
        commands();
        props.replay().ifPresent(replay -> parked(replay.function()));
        props.replay().ifPresentOrElse(replay -> deadLetters(replay.function(), "\"source\":\"dead-letter\""),
                () -> deadLetters(props.tasks().function(), "\"task\":\"move\""));
        mappings();
        addresses();
    }

    private void commands() {
        put("OutputsCommand", "Prints these outputs again", commands.outputs());
        put("PublishCommand", "Publishes ten test messages",
                commands.invoke(props.tasks().function(), "{\"task\":\"publish\",\"count\":10}"));
        put("ObserveCommand", "Reads now how many messages and consumers the queues have",
                commands.invoke(props.tasks().function(), "{\"task\":\"observe\"}"));
        put("FollowLogCommand", "Follows what the listener logs",
                "aws logs tail " + props.listener().logs().getLogGroupName() + " --follow" + commands.region());
        put("RemoveBrokerLogsCommand",
                "After cdk destroy: removes the log groups that Amazon MQ made, the one thing it leaves behind",
                "for log in general channel connection; do aws logs delete-log-group --log-group-name"
                        + " /aws/amazonmq/broker/" + props.broker().id() + "/$log" + commands.region() + "; done");
    }

    private void parked(Function replay) {
        put("CountCommand", "Counts parked messages and dead letters",
                commands.invoke(replay, "{\"count-only\":true}"));
        put("PeekCommand", "Shows the contents of five parked messages, bodies included, and leaves them",
                commands.invoke(replay, "{\"source\":\"parked\",\"peek\":5}"));
        put("ReplayCommand", "Puts up to ten parked messages back on the queue",
                commands.invoke(replay, "{\"source\":\"parked\",\"count\":10}"));
        put("ReplayByIdCommand", "Puts back the parked message of an id: write it for ID",
                commands.invoke(replay, "{\"source\":\"parked\",\"messageIds\":[\"ID\"]}"));
        put("ReplayByAgeCommand", "Puts back what was parked an hour ago or before",
                commands.untilDone(replay, "{\"source\":\"parked\",\"all\":true,\"minAgeSeconds\":3600}"));
        put("ReplayAllCommand", "Puts all parked messages back on the queue",
                commands.untilDone(replay, "{\"source\":\"parked\",\"all\":true}"));
    }

    /** Without a failure queue there is no function that replays, and the one in the broker's network is asked. */
    private void deadLetters(Function function, String which) {
        put("PeekDeadLettersCommand", "Shows the contents of five dead letters, bodies included, and leaves them",
                commands.invoke(function, "{" + which.replace("move", "peek") + ",\"peek\":5}"));
        put("ReplayDeadLettersCommand", "Puts all dead letters back on the queue",
                commands.untilDone(function, "{" + which + ",\"all\":true}"));
    }

    private void mappings() {
        List<String> ids = props.source().ids();
        for (int i = 0; i < ids.size(); i++) {
            put("MappingCommand" + (ids.size() == 1 ? "" : i + 1), "Tells how the mapping of "
                    + props.options().queues().queues().get(i) + " is doing",
                    "aws lambda get-event-source-mapping --uuid " + ids.get(i)
                            + " --query '[State,StateTransitionReason,LastProcessingResult]'" + commands.region());
        }
        put("StopCommand", "Stops consuming: disables the mapping", commands.update(ids, "--no-enabled"));
        put("StartCommand", "Starts consuming again: enables the mapping", commands.update(ids, "--enabled"));
    }

    private void addresses() {
        props.verification().ifPresent(verification -> put("VerificationResult",
                "What the deployment verified of the mappings, and which of them somebody has disabled",
                verification.text("Result")));
        put("ConsoleUrl", props.publiclyAccessible()
                ? "RabbitMQ's console"
                : "RabbitMQ's console, inside the VPC only and once the broker's security group lets you in",
                props.broker().console());
        props.dashboard().ifPresent(dashboard -> put("DashboardUrl", "The dashboard in CloudWatch's console",
                "https://%1$s.console.aws.amazon.com/cloudwatch/home?region=%1$s#dashboards/dashboard/%2$s"
                        .formatted(stack.getRegion(), dashboard.getDashboardName())));
        put("SecretArn", "User and password of the broker", props.credentials().arn());
        props.failures().ifPresent(
                failures -> put("FailureQueueUrl", "Messages that the listener gave up",
                        failures.queue().getQueueUrl()));
    }

    private void put(String id, String description, String value) {
        CfnOutput.Builder.create(stack, id).description(description).value(value).build();
    }

    record Props(Options options, Credentials credentials, Listener listener, Broker broker, BrokerTasks tasks,
            EventSource source, Optional<DeploymentStep> verification, Optional<Replay> replay,
            Optional<FailureQueue> failures, Optional<Dashboard> dashboard, boolean publiclyAccessible) {}
}
