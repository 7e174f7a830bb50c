package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.options.StackOptions;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;

/**
 * What an account gives to a stack, or asks of it: a key, a topic for alarms, tags, a permissions boundary.
 */
final class AccountResources {
    private final Optional<IKey> key;
    private final List<IAlarmAction> alarmActions;

    AccountResources(Stack stack, StackOptions options) {
        key = options.kmsKey().map(arn -> Key.fromKeyArn(stack, "Key", arn));
        alarmActions = options.alarmTopic()
                .map(arn -> List.<IAlarmAction>of(new SnsAction(Topic.fromTopicArn(stack, "AlarmTopic", arn))))
                .orElse(List.of());
        options.tags().forEach((name, value) -> Tags.of(stack).add(name, value));
        options.permissionsBoundary().ifPresent(arn -> PermissionsBoundary.of(stack)
                .apply(ManagedPolicy.fromManagedPolicyArn(stack, "Boundary", arn)));
    }

    /** Encrypts what rests; its own policy must allow that to CloudWatch Logs and to the roles of the stack. */
    Optional<IKey> key() {
        return key;
    }

    List<IAlarmAction> alarmActions() {
        return alarmActions;
    }
}
