package io.github.rabbitlambda.reachability.network;

import java.util.List;

/** The versions and instances on which Amazon MQ creates RabbitMQ brokers. */
public final class RabbitMqOffer {
    /** https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-version-management.html */
    public static final List<String> VERSIONS = List.of("3.13", "4.2", "4.3");
    // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/broker-instance-types.html
    private static final String M7G = "mq\\.m7g\\.(medium|large|xlarge|(2|4|8|12|16)xlarge)";
    private static final String M5 = "mq\\.m5\\.(large|xlarge|2xlarge|4xlarge)";

    private RabbitMqOffer() {}

    /** Whether an instance type is offered for some version. Several accounts report that mq.t3.micro no longer is. */
    public static boolean isOffered(String instanceType) {
        return runsEveryVersion(instanceType) || instanceType.matches(M5);
    }

    /** Whether an instance type is offered for every version; the others are for version 3 only. */
    public static boolean runsEveryVersion(String instanceType) {
        return instanceType.matches(M7G);
    }

    /** Whether a version is of a line that runs on mq.m7g only. */
    public static boolean needsNewInstance(String engineVersion) {
        return !engineVersion.startsWith("3.");
    }

    /**
     * Whether a broker of a version is created only with automatic minor version upgrades: from 3.13 on
     * (https://github.com/hashicorp/terraform-provider-aws/issues/42516).
     */
    public static boolean needsMinorUpgrades(String engineVersion) {
        return !engineVersion.matches("3\\.([0-9]|1[0-2])(\\..*)?");
    }
}
