package io.github.rabbitlambda.infra;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A private broker in public subnets.
 */
final class PrivateRabbitMqInstanceCustomVpcPublicSubnetStack extends Stack {
    static final String NAME = "PrivateRabbitMqInstanceCustomVpcPublicSubnetStack";

    PrivateRabbitMqInstanceCustomVpcPublicSubnetStack(Construct scope, Options options) {
        super(scope, NAME);
        new Pipeline(this, options, Site.inOwnVpc(options, Exit.INTERNET_GATEWAY));
    }
}
