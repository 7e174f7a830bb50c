package io.github.rabbitlambda.infra;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A private broker where Amazon MQ puts it when no network is named: the default VPC.
 */
final class PrivateRabbitMqInstanceDefaultVpcStack extends Stack {
    static final String NAME = "PrivateRabbitMqInstanceDefaultVpcStack";

    PrivateRabbitMqInstanceDefaultVpcStack(Construct scope, Options options) {
        super(scope, NAME);
        new Pipeline(this, options, Site.inDefaultVpc(options));
    }
}
