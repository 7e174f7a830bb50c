package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.http.client.domain.QueueInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the broker counts of a queue. Counts that it does not have are empty: for some seconds those of a queue that has
 * just been made, and for good those of a quorum queue that came from RabbitMQ 3.13 to 4.3.0 to 4.3.3.
 *
 * @param total
 *            ready and unacknowledged messages, and those that wait until they may be retried
 * @param acknowledged
 *            all since the broker started
 * @see <a href="https://github.com/rabbitmq/rabbitmq-server/issues/16974">rabbitmq-server #16974</a>
 */
record QueueCounts(Optional<Long> ready, Optional<Long> unacknowledged, Optional<Long> total, Optional<Long> consumers,
        long acknowledged) {

    /** The client returns missing figures as -1. */
    static QueueCounts of(QueueInfo info) {
        return new QueueCounts(known(info.getMessagesReady()), known(info.getMessagesUnacknowledged()),
                known(info.getTotalMessages()), known(info.getConsumerCount()),
                info.getMessageStats() == null ? 0 : info.getMessageStats().getAck());
    }

    private static Optional<Long> known(long figure) {
        return Optional.of(figure).filter(known -> known >= 0);
    }

    boolean areKnown() {
        return ready.isPresent() && unacknowledged.isPresent() && total.isPresent();
    }

    /** Messages that nobody has received or that came back, retries that the broker delays included. */
    Optional<Long> waiting() {
        return total.flatMap(all -> unacknowledged.map(unsettled -> all - unsettled));
    }

    /** By the name of the metric; without those that the broker does not have. */
    Map<String, Long> metrics() {
        Map<String, Long> metrics = new LinkedHashMap<>();
        ready.ifPresent(figure -> metrics.put("MessagesReady", figure));
        unacknowledged.ifPresent(figure -> metrics.put("MessagesUnacknowledged", figure));
        consumers.ifPresent(figure -> metrics.put("Consumers", figure));
        return metrics;
    }
}
