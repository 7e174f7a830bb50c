package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.RetryDelay;
import io.github.rabbitlambda.constructs.options.ShardExchange;
import java.util.Optional;

/**
 * Reads the topology.
 */
final class QueueReader {
    private QueueReader() {}

    static QueueOptions read(Context context, BrokerOptions broker, boolean observed) {
        int shards = context.number("shards", QueueOptions.SHARDS).orElse(1);
        int limit = context.number("deliveryLimit", QueueOptions.DELIVERY_LIMIT).orElse(500);
        ShardExchange newest = ShardExchange.chosen(Optional.empty(), broker);
        ShardExchange exchange = context.orElse(newest,
                () -> ShardExchange.chosen(context.text("shardExchange"), broker));
        Optional<RetryDelay> delay = context.orElse(Optional.empty(), () -> retryDelay(context, broker));
        QueueOptions defaults = new QueueOptions("messages", "/", 1, limit, exchange, delay);
        QueueOptions queues = context.orElse(defaults, () -> new QueueOptions(context.text("queueName", "messages"),
                context.text("virtualHost", "/"), shards, limit, exchange, delay));
        if (observed) {
            context.check(queues::checkMetrics);
        }
        return queues;
    }

    private static Optional<RetryDelay> retryDelay(Context context, BrokerOptions broker) {
        return RetryDelay.chosen(context.number("retryDelay", RetryDelay.SECONDS),
                context.number("retryDelayLimit", RetryDelay.LIMIT), broker);
    }
}
