package io.github.rabbitlambda.infra;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A private broker in subnets without any way to the internet.
 */
final class PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack extends Stack {
    static final String NAME = "PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack";

    PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack(Construct scope, Options options) {
        super(scope, NAME);
        new Pipeline(this, options, Site.inOwnVpc(options, Exit.NONE));
    }
}
