package io.github.rabbitlambda.infra;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A public broker in the service's own network.
 */
final class PublicRabbitMqInstanceStack extends Stack {
    static final String NAME = "PublicRabbitMqInstanceStack";

    PublicRabbitMqInstanceStack(Construct scope, Options options) {
        super(scope, NAME);
        new Pipeline(this, options, Site.inService(options));
    }
}
