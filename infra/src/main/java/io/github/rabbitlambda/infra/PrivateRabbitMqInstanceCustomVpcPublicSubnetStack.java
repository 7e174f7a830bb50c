package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.network.InternetAccess;
import io.github.rabbitlambda.infra.options.Options;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A private broker in public subnets.
 */
final class PrivateRabbitMqInstanceCustomVpcPublicSubnetStack extends Stack {
    static final String NAME = "PrivateRabbitMqInstanceCustomVpcPublicSubnetStack";

    PrivateRabbitMqInstanceCustomVpcPublicSubnetStack(Construct scope, Options options) {
        super(scope, options.stack().nameOf(NAME),
                StackSettings.of("A private RabbitMQ broker in public subnets, read by a Lambda function", options));
        Inapplicable.refuse(this, options, "only the default VPC may have endpoints already", "existingEndpoints");
        new Pipeline(this, options, NetworkChoice.inOwnVpc(options, InternetAccess.INTERNET_GATEWAY));
    }
}
