package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.broker.Publisher.Failure;
import io.github.rabbitlambda.operations.broker.Publisher.Outgoing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Test messages, or messages that are given in Lambda's own form, onto the listener's queues or a named one. */
record PublishTask(BrokerSettings settings, AmqpBroker broker) {
    private static final int GROUP = 100;
    private static final int PERSISTENT = 2;

    /** All or an exception: for people and for the probe. */
    Map<String, Object> publish(Input event) {
        List<Outgoing> messages = messages(event);
        List<Failure> failures = send(messages, GROUP);
        if (!failures.isEmpty()) {
            throw new OperationFailedException("%d of %d messages were not published: %s".formatted(failures.size(),
                    messages.size(), failures.getFirst().reason()));
        }
        return new LinkedHashMap<>(Map.of("published", messages.size()));
    }

    /** Each message by itself, told apart by its index: for replay, which keeps what was not confirmed. */
    Map<String, Object> republish(Input event) {
        List<Outgoing> messages = messages(event);
        List<Failure> failures = send(messages, 1);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("published", messages.size() - failures.size());
        result.put("failures", failures.stream().map(PublishTask::json).toList());
        return result;
    }

    private static Map<String, Object> json(Failure failure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("index", failure.index());
        json.put("reason", failure.reason());
        return json;
    }

    private List<Failure> send(List<Outgoing> messages, int groupSize) {
        try (Connection connection = broker.connect();
                Publisher publisher = new Publisher(connection, broker.user().username())) {
            return publisher.publish(messages, groupSize);
        } catch (IOException failure) {
            throw new OperationFailedException("The connection to the broker broke: " + failure.getMessage(), failure);
        }
    }

    private List<Outgoing> messages(Input event) {
        if (event.has("messages")) {
            return event.objects("messages").stream().map(this::given).toList();
        }
        long count = event.number("count", 1, 1);
        if (count > 100_000) {
            throw event.wrong("count", "between 1 and 100000");
        }
        return IntStream.rangeClosed(1, (int) count).mapToObj(number -> sample(event, number)).toList();
    }

    private Outgoing given(Input message) {
        MessageRecord record = MessageRecord.of(message.object("record").orElseThrow(
                () -> message.wrong("record", "an object with basicProperties and data")));
        String key = message.optionalText("routingKey").orElseGet(() -> key(record));
        return outgoing(message, key, record);
    }

    private Outgoing sample(Input event, int number) {
        String body = event.optionalText("body").orElse("{\"number\":" + number + "}");
        String id = UUID.randomUUID().toString();
        BasicProperties properties = new BasicProperties.Builder().contentType("application/json").messageId(id)
                .deliveryMode(PERSISTENT).timestamp(new Date()).build();
        return outgoing(event, id, new MessageRecord(properties, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** A named queue through the default exchange; else the shards' exchange, or the first and only queue. */
    private Outgoing outgoing(Input place, String key, MessageRecord record) {
        if (place.optionalText("queue").isEmpty() && settings.exchange().isPresent()) {
            return new Outgoing(settings.publishExchange(), key, record);
        }
        String queue = place.optionalText("queue").or(() -> settings.queues().stream().findFirst())
                .orElseThrow(() -> place.wrong("queue", "a queue name (LISTENER_QUEUES names none)"));
        return new Outgoing("", queue, record);
    }

    private static String key(MessageRecord record) {
        String id = record.properties().getMessageId();
        return id == null ? UUID.randomUUID().toString() : id;
    }
}
