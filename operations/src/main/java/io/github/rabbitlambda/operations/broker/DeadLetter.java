package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.GetResponse;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** A message that was received from the dead-letter queue. */
record DeadLetter(GetResponse message, String deadLetterQueue) {

    Optional<Death> death() {
        return Death.last(message.getProps().getHeaders(), deadLetterQueue);
    }

    /** When it was dead-lettered, or published where the broker does not say. */
    Optional<Instant> at() {
        return death().flatMap(Death::at)
                .or(() -> Optional.ofNullable(message.getProps().getTimestamp()).map(Date::toInstant));
    }
}
