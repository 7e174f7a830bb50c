package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.RabbitMqQueues;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.RetryDelay;
import io.github.rabbitlambda.infra.options.Options;
import software.amazon.awscdk.Duration;

/**
 * The queues of the options as the public constructs take them.
 */
final class DeclaredQueues {
    private DeclaredQueues() {}

    static RabbitMqQueues of(Options options) {
        QueueOptions queues = options.queues();
        RabbitMqQueues.Builder builder = RabbitMqQueues.Builder.create(queues.name())
                .virtualHost(queues.virtualHost()).shards(queues.shards()).deliveryLimit(queues.deliveryLimit())
                .shardExchange(queues.shardExchange())
                .retryDelay(Duration.seconds(queues.retryDelay().map(RetryDelay::seconds).orElse(0)));
        queues.retryDelay().ifPresent(delay -> builder.retryDelayLimit(Duration.seconds(delay.limitSeconds())));
        return builder.build();
    }
}
