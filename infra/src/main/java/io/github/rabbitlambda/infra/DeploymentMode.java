package io.github.rabbitlambda.infra;

/**
 * Amazon MQ's two ways of running RabbitMQ; the names are the service's.
 */
enum DeploymentMode {
    SINGLE_INSTANCE, CLUSTER_MULTI_AZ;

    static DeploymentMode of(String text) {
        return switch (text) {
            case "single" -> SINGLE_INSTANCE;
            case "cluster" -> CLUSTER_MULTI_AZ;
            default -> throw Refusal.of("deploymentMode", "single or cluster", text,
                    "Amazon MQ has no other mode for RabbitMQ");
        };
    }
}
