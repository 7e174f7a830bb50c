package io.github.rabbitlambda.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * The outputs of a stack: commands to copy and names to look up. Nothing is secret: a secret's ARN alone gives no
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
        props.replay().ifPresent(this::parked);
        props.replay().ifPresentOrElse(replay -> deadLetters(replay, "\"source\":\"dead-letter\""),
                () -> deadLetters(props.tasks(), "\"task\":\"move\""));
        mappings();
        addresses();
    }

    private void commands() {
        put("OutputsCommand", "Prints these outputs again", commands.outputs());
        put("PublishCommand", "Publishes ten test messages",
                commands.invoke(props.tasks(), "{\"task\":\"publish\",\"count\":10}"));
        put("ObserveCommand", "Reads now how many messages and consumers the queues have",
                commands.invoke(props.tasks(), "{\"task\":\"observe\"}"));
        props.logGroup().ifPresent(log -> put("FollowLogCommand", "Follows what the listener logs",
                "aws logs tail " + log + " --follow" + commands.region()));
        props.newBrokerId().ifPresent(id -> put("RemoveBrokerLogsCommand",
                "After cdk destroy: removes the log groups that Amazon MQ made, the one thing it leaves behind",
                "for log in general channel connection; do aws logs delete-log-group --log-group-name"
                        + " /aws/amazonmq/broker/" + id + "/$log" + commands.region() + "; done"));
    }

    private void parked(IFunction replay) {
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
    private void deadLetters(IFunction function, String which) {
        put("PeekDeadLettersCommand", "Shows the contents of five dead letters, bodies included, and leaves them",
                commands.invoke(function, "{" + which.replace("move", "peek") + ",\"peek\":5}"));
        put("ReplayDeadLettersCommand", "Puts all dead letters back on the queue",
                commands.untilDone(function, "{" + which + ",\"all\":true}"));
    }

    private void mappings() {
        List<String> ids = props.mappingIds();
        for (int i = 0; i < ids.size(); i++) {
            put("MappingCommand" + (ids.size() == 1 ? "" : i + 1), "Tells how the mapping of "
                    + props.queues().get(i) + " is doing",
                    "aws lambda get-event-source-mapping --uuid " + ids.get(i)
                            + " --query '[State,StateTransitionReason,LastProcessingResult]'" + commands.region());
        }
        put("DoctorCommand", "Tells why a mapping doesn't read; docs/doctor.md says how to build the doctor",
                commands.doctor(ids));
        put("StopCommand", "Stops consuming: disables the mapping", commands.update(ids, "--no-enabled"));
        put("StartCommand", "Starts consuming again: enables the mapping", commands.update(ids, "--enabled"));
    }

    private void addresses() {
        props.verification().ifPresent(verification -> put("VerificationResult",
                "What the deployment verified of the mappings, and which of them somebody has disabled",
                verification));
        put("ConsoleUrl", props.publiclyAccessible()
                ? "RabbitMQ's console"
                : "RabbitMQ's console, inside the VPC only and once the broker's security group lets you in",
                props.consoleUrl());
        props.dashboard().ifPresent(dashboard -> put("DashboardUrl", "The dashboard in CloudWatch's console",
                "https://%1$s.console.aws.amazon.com/cloudwatch/home?region=%1$s#dashboards/dashboard/%2$s"
                        .formatted(stack.getRegion(), dashboard.getDashboardName())));
        secrets(props.secrets());
        props.failureQueueUrl().ifPresent(url -> put("FailureQueueUrl", "Messages that the listener gave up", url));
    }

    private void secrets(Secrets secrets) {
        put("SecretArn", "User and password of the broker" + (secrets.areDeclared() ? "'s administrator" : ""),
                secrets.broker().getSecretArn());
        if (secrets.areDeclared()) {
            put("ConsumerSecretArn", "User and password of the consumer, as whom the mapping signs in",
                    secrets.consumer().getSecretArn());
            put("PublisherSecretArn", "User and password of the publisher of test messages and replays",
                    secrets.publisher().getSecretArn());
        }
        if (secrets.rotated()) {
            put("RotateCommand", "Rotates the passwords of the consumer and the publisher now",
                    commands.rotate(List.of(secrets.consumer(), secrets.publisher())));
        }
    }

    private void put(String id, String description, String value) {
        CfnOutput.Builder.create(stack, id).description(description).value(value).build();
    }

    /**
     * @param newBrokerId
     *            empty where the stack makes no broker
     */
    record Props(List<String> queues, IFunction tasks, List<String> mappingIds, Optional<String> logGroup,
            Optional<String> newBrokerId, Optional<String> verification, Optional<IFunction> replay,
            Optional<String> failureQueueUrl, Optional<Dashboard> dashboard, String consoleUrl, Secrets secrets,
            boolean publiclyAccessible) {}

    /**
     * Of the users: three that differ, or three times the one of a broker that brings its own user.
     */
    record Secrets(ISecret broker, ISecret consumer, ISecret publisher, boolean rotated) {
        private boolean areDeclared() {
            return !broker.getSecretArn().equals(consumer.getSecretArn());
        }
    }
}
