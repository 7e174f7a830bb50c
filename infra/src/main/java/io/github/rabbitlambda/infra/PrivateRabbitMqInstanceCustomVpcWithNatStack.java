package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.network.InternetAccess;
import io.github.rabbitlambda.infra.options.Options;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * A private broker in private subnets that reach AWS through a NAT gateway.
 */
final class PrivateRabbitMqInstanceCustomVpcWithNatStack extends Stack {
    static final String NAME = "PrivateRabbitMqInstanceCustomVpcWithNatStack";

    PrivateRabbitMqInstanceCustomVpcWithNatStack(Construct scope, Options options) {
        super(scope, NAME, StackProps.builder()
                .description("A private RabbitMQ broker behind a NAT gateway, read by a Lambda function").build());
        new Pipeline(this, options, NetworkChoice.inOwnVpc(options, InternetAccess.NAT));
    }
}
