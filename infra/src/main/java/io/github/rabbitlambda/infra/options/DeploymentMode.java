package io.github.rabbitlambda.infra.options;

/**
 * Amazon MQ's deployment modes for RabbitMQ, under the names that CloudFormation takes.
 */
public enum DeploymentMode {
    SINGLE_INSTANCE, CLUSTER_MULTI_AZ;

    static DeploymentMode from(String text) {
        return switch (text) {
            case "single" -> SINGLE_INSTANCE;
            case "cluster" -> CLUSTER_MULTI_AZ;
            default -> throw Refusal.of("deploymentMode", "single or cluster", text,
                    "Amazon MQ has no other mode for RabbitMQ");
        };
    }
}
