package io.github.rabbitlambda.function;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads an event in one pass. For one event and one thread.
 */
final class EventDecoder {
    private static final String EXPECTED = "expected an Amazon MQ for RabbitMQ event, a JSON object with an object"
            + " rmqMessagesByQueue";

    private final JsonCursor json;
    private final RecordDecoder records;
    private final List<Delivery> deliveries = new ArrayList<>();
    private @Nullable String eventSourceArn;
    private boolean hasMessages;

    EventDecoder(byte[] event) {
        json = new JsonCursor(event);
        records = new RecordDecoder(json);
    }

    Batch decode() {
        if (json.peek() != '{') {
            throw refusal("what came is " + skipped());
        }
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            member(json.name());
        }
        json.end();
        if (!hasMessages) {
            throw refusal("this one has none");
        }
        return new Batch(eventSourceArn, deliveries);
    }

    /** Broken JSON is told before a wrong shape. */
    private String skipped() {
        String kind = json.kind();
        json.skip();
        json.end();
        return kind;
    }

    private void member(String name) {
        switch (name) {
            case "rmqMessagesByQueue" -> queues();
            case "eventSourceArn" -> eventSourceArn = json.textOrSkip();
            default -> json.skip();
        }
    }

    private void queues() {
        if (json.peek() != '{') {
            throw refusal("its rmqMessagesByQueue is " + json.kind());
        }
        hasMessages = true;
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            queue(Queue.of(json.name()));
        }
    }

    private void queue(Queue queue) {
        if (json.peek() != '[') {
            String kind = json.kind();
            deliveries.add(new UndecodableRecord(queue, json.skip(),
                    "the value of a queue must be an array of records (came " + kind + ")"));
            return;
        }
        for (boolean more = json.beginArray(); more; more = json.nextElement()) {
            deliveries.add(records.decode(queue));
        }
    }

    private static InvalidEventException refusal(String found) {
        return new InvalidEventException(EXPECTED + ", but " + found);
    }
}
