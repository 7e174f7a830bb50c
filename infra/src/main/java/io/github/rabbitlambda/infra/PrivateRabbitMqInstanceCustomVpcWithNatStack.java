package io.github.rabbitlambda.infra;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A private broker in private subnets that reach AWS through a NAT gateway.
 */
final class PrivateRabbitMqInstanceCustomVpcWithNatStack extends Stack {
    static final String NAME = "PrivateRabbitMqInstanceCustomVpcWithNatStack";

    PrivateRabbitMqInstanceCustomVpcWithNatStack(Construct scope, Options options) {
        super(scope, NAME);
        new Pipeline(this, options, Site.inOwnVpc(options, Exit.NAT));
    }
}
