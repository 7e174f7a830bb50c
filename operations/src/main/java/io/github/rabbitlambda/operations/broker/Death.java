package io.github.rabbitlambda.operations.broker;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where, why, how often and when a message was dead-lettered, read from its {@code x-death} header. The newest entry is
 * the first.
 *
 * @see <a href="https://www.rabbitmq.com/docs/dlx#effects">Dead-lettered effects on messages</a>
 */
record Death(String queue, Optional<String> reason, long count, Optional<Instant> at) {

    /** Returns the newest entry of another queue than the dead-letter queue itself. */
    static Optional<Death> last(@Nullable Map<String, Object> headers, String deadLetterQueue) {
        return headers != null && headers.get("x-death") instanceof List<?> deaths
                ? deaths.stream().filter(Map.class::isInstance).map(death -> of((Map<?, ?>) death))
                        .filter(death -> !death.queue.equals(deadLetterQueue)).findFirst()
                : Optional.empty();
    }

    private static Death of(Map<?, ?> entry) {
        return new Death(String.valueOf(entry.get("queue")),
                Optional.ofNullable(entry.get("reason")).map(String::valueOf),
                entry.get("count") instanceof Number count ? count.longValue() : 1,
                entry.get("time") instanceof Date time ? Optional.of(time.toInstant()) : Optional.empty());
    }
}
