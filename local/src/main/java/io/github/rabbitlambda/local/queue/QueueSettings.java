package io.github.rabbitlambda.local.queue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.local.broker.BrokerUri;

/**
 * The queue to consume.
 *
 * @param broker
 *            where it is
 * @param certificateAuthority
 *            a PEM file with the certificates to trust; null for those that Java trusts
 * @param queue
 *            its name
 * @param prefetch
 *            how many messages the broker hands out before they are settled, 1 to 65535. What Lambda uses is not
 *            documented
 * @param settleSingly
 *            one frame for each message, for brokers that don't do several at once rightly
 */
public record QueueSettings(BrokerUri broker, @Nullable Path certificateAuthority, String queue, int prefetch,
        boolean settleSingly) {
    public QueueSettings {
        if (queue.isEmpty()) {
            throw new IllegalArgumentException("queue must name a queue (given \"\")");
        }
        if (queue.getBytes(StandardCharsets.UTF_8).length > 255) {
            throw new IllegalArgumentException("queue must have at most 255 bytes (given %d)"
                    .formatted(queue.getBytes(StandardCharsets.UTF_8).length));
        }
        if (certificateAuthority != null && !broker.tls()) {
            throw new IllegalArgumentException("certificateAuthority goes with amqps:// (given: amqp://)");
        }
        if (prefetch < 1 || prefetch > 65535) {
            throw new IllegalArgumentException("prefetch must be between 1 and 65535 (given %d)".formatted(prefetch));
        }
    }
}
