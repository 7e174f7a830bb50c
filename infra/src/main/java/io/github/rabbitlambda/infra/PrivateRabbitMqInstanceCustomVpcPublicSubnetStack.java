package io.github.rabbitlambda.infra;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A private broker in public subnets.
 */
final class PrivateRabbitMqInstanceCustomVpcPublicSubnetStack extends Stack {
    PrivateRabbitMqInstanceCustomVpcPublicSubnetStack(Construct scope) {
        super(scope, "PrivateRabbitMqInstanceCustomVpcPublicSubnetStack");
        Thin.build(this, "PrivateRabbitMqInstanceCustomVpcPublicSubnetStack");
    }
}
