package io.github.rabbitlambda.constructs;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** A public broker that exists. */
final class TestBrokers {
    private TestBrokers() {}

    static IRabbitMqBroker broker(Stack stack) {
        return RabbitMqBroker.fromAttributes(stack, "Broker", attributes(stack).build());
    }

    static RabbitMqBrokerAttributes.Builder attributes(Stack stack) {
        return RabbitMqBrokerAttributes.builder()
                .brokerArn("arn:aws-us-gov:mq:us-gov-west-1:123456789012:broker:shop:b-1")
                .amqpsEndpoint("amqps://b-1.mq.us-gov-west-1.on.aws:5671")
                .credentials(Secret.fromSecretCompleteArn(stack, "Credentials",
                        "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:shop-AbCdEf"));
    }
}
