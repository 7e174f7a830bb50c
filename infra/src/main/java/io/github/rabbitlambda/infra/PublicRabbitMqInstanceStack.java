package io.github.rabbitlambda.infra;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A public broker in the service's own network.
 */
final class PublicRabbitMqInstanceStack extends Stack {
    PublicRabbitMqInstanceStack(Construct scope) {
        super(scope, "PublicRabbitMqInstanceStack");
        Thin.build(this, "PublicRabbitMqInstanceStack");
    }
}
