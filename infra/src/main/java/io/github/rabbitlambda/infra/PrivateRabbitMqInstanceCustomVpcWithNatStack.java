package io.github.rabbitlambda.infra;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A private broker in private subnets that reach AWS through a NAT gateway.
 */
final class PrivateRabbitMqInstanceCustomVpcWithNatStack extends Stack {
    PrivateRabbitMqInstanceCustomVpcWithNatStack(Construct scope) {
        super(scope, "PrivateRabbitMqInstanceCustomVpcWithNatStack");
        Thin.build(this, "PrivateRabbitMqInstanceCustomVpcWithNatStack");
    }
}
