package io.github.rabbitlambda.constructs.options;

/**
 * Amazon MQ's deployment modes for RabbitMQ, under the names that CloudFormation takes.
 */
public enum DeploymentMode {
    SINGLE_INSTANCE, CLUSTER_MULTI_AZ
}
