package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.broker.Publisher.Failure;
import io.github.rabbitlambda.operations.broker.Publisher.Republication;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Publishes test messages, or given messages in Lambda's form, to the listener's queues or to a named queue. */
record PublishTask(BrokerSettings settings, AmqpBroker broker) {
    private static final int GROUP = 100;
    private static final int PERSISTENT = 2;

    /** Publishes all messages or throws. People and the verification's probe use this. */
    Map<String, Object> publish(Input event) {
        List<Republication> messages = messages(event);
        List<Failure> failures = send(messages, GROUP);
        if (!failures.isEmpty()) {
            throw new OperationFailedException("%d of %d messages were not published: %s".formatted(failures.size(),
                    messages.size(), failures.getFirst().reason()));
        }
        return new LinkedHashMap<>(Map.of("published", messages.size()));
    }

    /**
     * Publishes each message separately and reports failures by index. Replay uses this and keeps what was not
     * confirmed. Whatever a message holds, it can fail only by itself.
     */
    Map<String, Object> republish(Input event) {
        List<Input> messages = event.objects("messages");
        List<Failure> failures = new ArrayList<>();
        try (Publisher publisher = new Publisher(broker)) {
            for (int index = 0; index < messages.size(); index++) {
                int place = index;
                republished(publisher, messages.get(index))
                        .ifPresent(reason -> failures.add(new Failure(place, reason)));
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("published", messages.size() - failures.size());
        result.put("failures", failures.stream().map(PublishTask::json).toList());
        return result;
    }

    private Optional<String> republished(Publisher publisher, Input message) {
        try {
            return publisher.publish(List.of(returning(message)));
        } catch (OperationFailedException refused) {
            return Optional.of(refused.getMessage());
        } catch (RuntimeException unforeseen) {
            return Optional.of("it could not be made a message of AMQP (" + unforeseen + ")");
        }
    }

    private static Map<String, Object> json(Failure failure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("index", failure.index());
        json.put("reason", failure.reason());
        return json;
    }

    private List<Failure> send(List<Republication> messages, int groupSize) {
        try (Publisher publisher = new Publisher(broker)) {
            return publisher.publish(messages, groupSize);
        }
    }

    private List<Republication> messages(Input event) {
        if (event.has("messages")) {
            return event.objects("messages").stream().map(this::given).toList();
        }
        long count = event.number("count", 1, 1);
        if (count > 100_000) {
            throw event.wrong("count", "between 1 and 100000");
        }
        return IntStream.rangeClosed(1, (int) count).mapToObj(number -> sample(event, number)).toList();
    }

    private Republication given(Input message) {
        MessageRecord record = MessageRecord.of(record(message));
        String key = message.optionalText("routingKey").orElseGet(() -> key(record));
        return outgoing(message, key, record);
    }

    /** A message of a shard that is read no more goes through the exchange, or to the only queue. */
    private Republication returning(Input message) {
        if (!message.has("queue")) {
            return given(message);
        }
        MessageRecord record = MessageRecord.of(record(message));
        String queue = message.text("queue");
        return settings.returning(queue)
                .map(to -> new Republication(to.exchange(), to.routingKey(key(record)), record))
                .orElseThrow(() -> new OperationFailedException(settings.foreign(queue)));
    }

    /** A parked message comes as the text that the listener wrote, so that only its own reader meets what it holds. */
    private static Input record(Input message) {
        Input whole = message.optionalText("parked").map(text -> Input.parse("the parked message", text))
                .orElse(message);
        return whole.object("record").orElseThrow(
                () -> whole.wrong("record", "an object with basicProperties and data"));
    }

    private Republication sample(Input event, int number) {
        String body = event.optionalText("body").orElse("{\"number\":" + number + "}");
        String id = UUID.randomUUID().toString();
        BasicProperties properties = new BasicProperties.Builder().contentType("application/json").messageId(id)
                .deliveryMode(PERSISTENT).timestamp(new Date()).build();
        return outgoing(event, id, new MessageRecord(properties, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Uses the default exchange for a named queue. Otherwise it uses the shards' exchange, or the only queue. */
    private Republication outgoing(Input place, String key, MessageRecord record) {
        if (place.optionalText("queue").isEmpty() && settings.exchange().isPresent()) {
            return new Republication(settings.publishExchange(), key, record);
        }
        String queue = place.optionalText("queue").or(() -> settings.queues().stream().findFirst())
                .orElseThrow(() -> place.wrong("queue", "a queue name (LISTENER_QUEUES names none)"));
        return new Republication("", queue, record);
    }

    static String key(MessageRecord record) {
        String id = record.properties().getMessageId();
        return id == null ? UUID.randomUUID().toString() : id;
    }
}
