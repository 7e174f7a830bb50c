package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.options.Options;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A private broker in a VPC that exists, used as it is. It is the only stack where {@code vpcId} is given without a broker.
 */
final class PrivateRabbitMqInstanceExistingVpcStack extends Stack {
    static final String NAME = "PrivateRabbitMqInstanceExistingVpcStack";

    PrivateRabbitMqInstanceExistingVpcStack(Construct scope, Options options) {
        super(scope, options.stack().nameOf(NAME),
                StackSettings.of("A private RabbitMQ broker in an existing VPC, read by a Lambda function", options));
        ExistingPipeline.inNetwork(this, options, new Imports(this).network(options.existing().vpc().orElseThrow(),
                options.broker().deploymentMode()));
    }
}
