package io.github.rabbitlambda.local.queue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.local.broker.BrokerUri;

/**
 * The queue to consume.
 *
 * @param broker
 *            the broker that has the queue
 * @param certificateAuthority
 *            a PEM file with the certificates to trust; null: the certificates that Java trusts
 * @param queue
 *            its name
 * @param prefetch
 *            how many unsettled messages the broker delivers at most, 1 to 65535. AWS does not document Lambda's
 *            value
 * @param settleSingly
 *            whether to settle each message with a frame of its own, for brokers that don't settle several correctly
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
