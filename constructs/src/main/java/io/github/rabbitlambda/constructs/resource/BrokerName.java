package io.github.rabbitlambda.constructs.resource;

import io.github.rabbitlambda.constructs.options.DeploymentMode;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/**
 * Names for brokers. Amazon MQ requires a unique name of at most 50 characters and never changes it. CloudFormation
 * creates a replacement while the old broker exists, so the replacement needs another name: the name has a hash of
 * everything whose change replaces the broker.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html
 */
public final class BrokerName {
    private static final int MAXIMUM_PREFIX = 32;

    private BrokerName() {}

    public static String of(Stack stack, DeploymentMode mode, String fingerprint) {
        String stackId = Fn.select(0, Fn.split("-", Fn.select(2, Fn.split("/", stack.getStackId()))));
        return String.join("-", prefix(stack.getStackName()), stackId, ShortHash.of(mode + "|" + fingerprint));
    }

    /** The beginning of the names of all brokers of a stack. */
    public static String prefix(String stackName) {
        String prefix = stackName.replace("RabbitMqInstance", "").replaceFirst("Stack$", "");
        return prefix.substring(0, Math.min(prefix.length(), MAXIMUM_PREFIX));
    }
}
