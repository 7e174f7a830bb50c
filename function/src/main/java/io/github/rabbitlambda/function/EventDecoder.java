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

    EventDecoder(EventBytes event) {
        this(event, JsonWindow.SIZE);
    }

    /** With a window of so many bytes to begin with. */
    EventDecoder(EventBytes event, int window) {
        json = new JsonCursor(event, window);
        records = new RecordDecoder(json);
    }

    Batch decode() {
        if (json.step(json::peek) != '{') {
            throw refusal("what came is " + skipped());
        }
        for (boolean more = json.step(json::beginObject); more; more = json.step(json::nextMember)) {
            member(json.step(json::name));
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
        json.step(json::skip);
        json.end();
        return kind;
    }

    private void member(String name) {
        switch (name) {
            case "rmqMessagesByQueue" -> queues();
            case "eventSourceArn" -> eventSourceArn = json.step(json::textOrSkip);
            default -> json.step(json::skip);
        }
    }

    private void queues() {
        if (json.step(json::peek) != '{') {
            throw refusal("its rmqMessagesByQueue is " + json.kind());
        }
        hasMessages = true;
        for (boolean more = json.step(json::beginObject); more; more = json.step(json::nextMember)) {
            queue(Queue.of(json.step(json::name)));
        }
    }

    private void queue(Queue queue) {
        if (json.step(json::peek) != '[') {
            String kind = json.kind();
            deliveries.add(new UndecodableRecord(queue, json.step(json::skip),
                    "the value of a queue must be an array of records (came " + kind + ")"));
            return;
        }
        if (json.step(json::beginArray)) {
            json.step(() -> records(queue), () -> json.step(json::skip));
        }
    }

    /** One step for all, since a step takes longer than a small record. */
    private int records(Queue queue) {
        boolean more;
        do {
            Delivery delivery = records.decode(queue);
            more = json.nextElement();
            deliveries.add(delivery);
            json.begun();
        } while (more);
        return deliveries.size();
    }

    private static InvalidEventException refusal(String found) {
        return new InvalidEventException(EXPECTED + ", but " + found);
    }
}
