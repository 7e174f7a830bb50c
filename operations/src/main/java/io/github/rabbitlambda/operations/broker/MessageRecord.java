package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.Base64;
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

    static MessageRecord of(Input record) {
        return new MessageRecord(properties(record.object("basicProperties").orElse(new Input("basicProperties",
                Map.of()))), body(record));
    }

    private static BasicProperties properties(Input given) {
        BasicProperties.Builder builder = new BasicProperties.Builder();
        text(given, "contentType").ifPresent(builder::contentType);
        text(given, "contentEncoding").ifPresent(builder::contentEncoding);
        builder.headers(HeaderTable.of(given));
        given.optionalText("deliveryMode").ifPresent(present -> builder.deliveryMode(small(given, "deliveryMode")));
        given.optionalText("priority").ifPresent(present -> builder.priority(small(given, "priority")));
        text(given, "correlationId").ifPresent(builder::correlationId);
        text(given, "replyTo").ifPresent(builder::replyTo);
        text(given, "expiration").ifPresent(builder::expiration);
        text(given, "messageId").ifPresent(builder::messageId);
        text(given, "timestamp").map(text -> LambdaTimestamp.parse(text).orElseThrow(
                () -> given.wrong("timestamp", "like Jan 1, 1970, 12:33:41 AM"))).ifPresent(builder::timestamp);
        text(given, "type").ifPresent(builder::type);
        text(given, "userId").ifPresent(builder::userId);
        text(given, "appId").ifPresent(builder::appId);
        text(given, "clusterId").ifPresent(builder::clusterId);
        return builder.build();
    }

    /** An empty text is a value of its own. Some writers of events make a number of the expiration. */
    private static Optional<String> text(Input given, String key) {
        return switch (given.values().get(key)) {
            case null -> Optional.empty();
            case String text -> Optional.of(AmqpText.shortText(key, text));
            case Integer number -> Optional.of(number.toString());
            case Long number -> Optional.of(number.toString());
            default -> throw given.wrong(key, "a text");
        };
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
            return record.values().get("data") instanceof String text
                    ? Base64.getDecoder().decode(text)
                    : refuse(record);
        } catch (IllegalArgumentException notBase64) {
            return refuse(record);
        }
    }

    /** Does not repeat the text, which is the message's body. */
    private static byte[] refuse(Input record) {
        throw new OperationFailedException("data must be the body in Base64 (in " + record.name() + ")");
    }
}
