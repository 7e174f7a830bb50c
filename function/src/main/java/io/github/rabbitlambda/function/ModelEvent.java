package io.github.rabbitlambda.function;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.function.message.Batch;

/**
 * Turns a {@link RabbitMQEvent} into the batch that it was decoded from. Needs aws-lambda-java-events on the class
 * path; the listener does not.
 *
 * <p>
 * A {@link RabbitMQEvent} does not distinguish absent from 0, so 0 is read as absent for delivery mode, priority and
 * expiration. It can't hold an expiration above 2,147,483,647 ms: Lambda's own decoding fails for such a batch.
 */
public final class ModelEvent {
    private ModelEvent() {}

    public static Batch batch(RabbitMQEvent event) {
        JsonText json = new JsonText().begin('{').member("eventSourceArn", event.getEventSourceArn())
                .name("rmqMessagesByQueue").begin('{');
        Optional.ofNullable(event.getRmqMessagesByQueue()).orElse(Map.of())
                .forEach((queue, messages) -> addQueue(json, queue, messages));
        json.end('}').end('}');
        return Batch.decode(json.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void addQueue(JsonText json, String queue, @Nullable List<RabbitMessage> messages) {
        json.name(queue).begin('[');
        if (messages != null) {
            messages.forEach(message -> addRecord(json, message));
        }
        json.end(']');
    }

    private static void addRecord(JsonText json, @Nullable RabbitMessage message) {
        if (message == null) {
            json.value(null);
            return;
        }
        json.begin('{').name("basicProperties");
        addProperties(json, message.getBasicProperties());
        json.member("redelivered", message.getRedelivered()).member("data", message.getData()).end('}');
    }

    private static void addProperties(JsonText json, @Nullable BasicProperties from) {
        if (from == null) {
            json.value(null);
            return;
        }
        json.begin('{').member("contentType", from.getContentType())
                .member("contentEncoding", from.getContentEncoding()).member("headers", from.getHeaders())
                .member("deliveryMode", nullIfZero(from.getDeliveryMode()))
                .member("priority", nullIfZero(from.getPriority())).member("correlationId", from.getCorrelationId())
                .member("replyTo", from.getReplyTo()).member("expiration", nullIfZero(from.getExpiration()))
                .member("messageId", from.getMessageId()).member("timestamp", from.getTimestamp())
                .member("type", from.getType()).member("userId", from.getUserId()).member("appId", from.getAppId())
                .member("clusterId", from.getClusterId()).member("bodySize", from.getBodySize()).end('}');
    }

    private static @Nullable Integer nullIfZero(int value) {
        return value == 0 ? null : value;
    }
}
