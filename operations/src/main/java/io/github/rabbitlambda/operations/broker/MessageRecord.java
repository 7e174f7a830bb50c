package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * Converts a message from the form that Lambda passes to a function, {@code {"basicProperties":{…},"data":"<base64>"}},
 * to AMQP properties and bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using Lambda with Amazon MQ, sample event</a>
 */
record MessageRecord(BasicProperties properties, byte[] body) {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US);

    static MessageRecord of(Input record) {
        return new MessageRecord(properties(record.object("basicProperties").orElse(new Input("basicProperties",
                Map.of()))), body(record));
    }

    /**
     * Parses a text like {@code Jan 1, 1970, 12:33:41 AM} as UTC. Newer JDKs write U+202F before AM, which is accepted.
     */
    static Optional<Date> timestamp(String text) {
        try {
            return Optional.of(Date.from(LocalDateTime.parse(text.replace('\u202f', ' '), TIMESTAMP)
                    .toInstant(ZoneOffset.UTC)));
        } catch (DateTimeException noTimestamp) {
            return Optional.empty();
        }
    }

    Optional<Instant> sent() {
        return Optional.ofNullable(properties.getTimestamp()).map(Date::toInstant);
    }

    private static BasicProperties properties(Input given) {
        BasicProperties.Builder builder = new BasicProperties.Builder();
        given.optionalText("contentType").ifPresent(builder::contentType);
        given.optionalText("contentEncoding").ifPresent(builder::contentEncoding);
        given.object("headers").map(HeaderTable::fromLambda).ifPresent(builder::headers);
        given.optionalText("deliveryMode").ifPresent(present -> builder.deliveryMode(small(given, "deliveryMode")));
        given.optionalText("priority").ifPresent(present -> builder.priority(small(given, "priority")));
        given.optionalText("correlationId").ifPresent(builder::correlationId);
        given.optionalText("replyTo").ifPresent(builder::replyTo);
        given.optionalText("expiration").ifPresent(builder::expiration);
        given.optionalText("messageId").ifPresent(builder::messageId);
        given.optionalText("timestamp").map(text -> timestamp(text).orElseThrow(
                () -> given.wrong("timestamp", "like Jan 1, 1970, 12:33:41 AM"))).ifPresent(builder::timestamp);
        given.optionalText("type").ifPresent(builder::type);
        given.optionalText("userId").ifPresent(builder::userId);
        given.optionalText("appId").ifPresent(builder::appId);
        given.optionalText("clusterId").ifPresent(builder::clusterId);
        return builder.build();
    }

    private static int small(Input given, String key) {
        long number = given.number(key, 0, 0);
        if (number > 255) {
            throw given.wrong(key, "a number up to 255");
        }
        return (int) number;
    }

    private static byte[] body(Input record) {
        try {
            return Base64.getDecoder().decode(record.optionalText("data").orElse(""));
        } catch (IllegalArgumentException notBase64) {
            throw new OperationFailedException("data must be base64 (in " + record.name() + ")");
        }
    }
}
