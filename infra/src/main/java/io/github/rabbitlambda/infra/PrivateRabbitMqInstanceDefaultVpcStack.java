package io.github.rabbitlambda.infra;

import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * A private broker where Amazon MQ puts it when no network is named: the default VPC.
 */
final class PrivateRabbitMqInstanceDefaultVpcStack extends Stack {
    static final String NAME = "PrivateRabbitMqInstanceDefaultVpcStack";

    PrivateRabbitMqInstanceDefaultVpcStack(Construct scope, Options options) {
        super(scope, NAME, StackProps.builder()
                .description("A private RabbitMQ broker in the default VPC, read by a Lambda function").build());
        refuseCluster(options);
        new Pipeline(this, options, Site.inDefaultVpc(options));
        acknowledge(options);
    }

    /** An error of this stack alone: the options are the same for all, and the others can be a cluster. */
    private void refuseCluster(Options options) {
        if (options.broker().deploymentMode() == DeploymentMode.CLUSTER_MULTI_AZ) {
            Annotations.of(this).addError(Refusal.of("deploymentMode", "single in " + NAME, "cluster",
                    "how Amazon MQ spreads a cluster over the default subnets is not documented").getMessage());
        }
    }

    private void acknowledge(Options options) {
        if (options.has(Feature.EXISTING_ENDPOINTS)) {
            Acknowledged.on(this, "Reachability::Reachability-R4",
                    "The endpoints are in no template; a step of the deployment looks at them before the broker.");
        }
    }
}
