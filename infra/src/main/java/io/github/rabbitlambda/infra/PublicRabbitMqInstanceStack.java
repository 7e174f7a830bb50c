package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.options.Options;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A public broker in the service's own network.
 */
final class PublicRabbitMqInstanceStack extends Stack {
    static final String NAME = "PublicRabbitMqInstanceStack";

    PublicRabbitMqInstanceStack(Construct scope, Options options) {
        super(scope, options.stack().nameOf(NAME),
                StackSettings.of("A public RabbitMQ broker, read by a Lambda function", options));
        Inapplicable.refuse(this, options, "only the default VPC may have endpoints already", "existingEndpoints");
        Inapplicable.refuse(this, options, "it makes no VPC", "vpcCidr", "availabilityZones");
        new Pipeline(this, options, NetworkChoice.inService(options));
    }
}
