package io.github.rabbitlambda.doctor.finding;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** Times in answers: the AWS CLI prints them as ISO 8601 with an offset, its first version as seconds since 1970. */
final class Timestamp {
    private Timestamp() {}

    static Optional<Instant> of(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(Instant.ofEpochSecond(node.asLong()));
        }
        try {
            return Optional.of(OffsetDateTime.parse(node.asText()).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    static String show(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String minutes(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes + (minutes == 1 ? " minute" : " minutes");
    }
}
