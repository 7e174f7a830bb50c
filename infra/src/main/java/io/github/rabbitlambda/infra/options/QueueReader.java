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
        QueueOptions queues = new QueueOptions(context.text("queueName", "messages"), context.text("virtualHost", "/"),
                context.number("shards", QueueOptions.SHARDS).orElse(1),
                context.number("deliveryLimit", QueueOptions.DELIVERY_LIMIT).orElse(500),
                ShardExchange.chosen(context.text("shardExchange"), broker), retryDelay(context, broker));
        if (observed) {
            queues.checkMetrics();
        }
        return queues;
    }

    private static Optional<RetryDelay> retryDelay(Context context, BrokerOptions broker) {
        return RetryDelay.chosen(context.number("retryDelay", RetryDelay.SECONDS),
                context.number("retryDelayLimit", RetryDelay.LIMIT), broker);
    }
}
