package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.operation.Acknowledgements;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.infra.options.Feature;
import io.github.rabbitlambda.infra.options.Options;
import io.github.rabbitlambda.constructs.options.Refusal;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A private broker in the default VPC, where Amazon MQ puts a broker that names no network.
 */
final class PrivateRabbitMqInstanceDefaultVpcStack extends Stack {
    static final String NAME = "PrivateRabbitMqInstanceDefaultVpcStack";

    PrivateRabbitMqInstanceDefaultVpcStack(Construct scope, Options options) {
        super(scope, options.stack().nameOf(NAME),
                StackSettings.of("A private RabbitMQ broker in the default VPC, read by a Lambda function", options));
        refuseCluster(options);
        Inapplicable.refuse(this, options, "it makes no VPC", "vpcCidr", "availabilityZones");
        new Pipeline(this, options, NetworkChoice.inDefaultVpc(options));
        acknowledge(options);
    }

    /** An error of this stack alone: all stacks have the same options, and the others can have a cluster. */
    private void refuseCluster(Options options) {
        if (options.broker().deploymentMode() == DeploymentMode.CLUSTER_MULTI_AZ) {
            Annotations.of(this).addError(Refusal.of("deploymentMode", "single in " + NAME, "cluster",
                    "how Amazon MQ spreads a cluster over the default subnets is not documented").getMessage());
        }
    }

    private void acknowledge(Options options) {
        if (options.has(Feature.EXISTING_ENDPOINTS)) {
            Acknowledgements.add(this, "Reachability::Reachability-R4",
                    "The endpoints are in no template; a step of the deployment looks at them before the broker.");
        }
    }
}
