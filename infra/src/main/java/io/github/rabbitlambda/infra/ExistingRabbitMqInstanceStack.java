package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.options.Options;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * A broker that exists, public or in its VPC. It is the only stack where {@code brokerArn} is given.
 */
final class ExistingRabbitMqInstanceStack extends Stack {
    static final String NAME = "ExistingRabbitMqInstanceStack";

    ExistingRabbitMqInstanceStack(Construct scope, Options options) {
        super(scope, options.stack().nameOf(NAME),
                StackSettings.of("An existing RabbitMQ broker, read by a Lambda function", options));
        ExistingPipeline.ofBroker(this, options,
                new Imports(this).broker(options.existing().broker().orElseThrow(), options.broker()));
    }
}
