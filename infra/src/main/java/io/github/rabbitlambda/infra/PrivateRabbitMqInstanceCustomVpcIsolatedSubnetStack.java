package io.github.rabbitlambda.infra;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A private broker in subnets without any way to the internet.
 */
final class PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack extends Stack {
    PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack(Construct scope) {
        super(scope, "PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack");
        Thin.build(this, "PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack");
    }
}
