package io.github.rabbitlambda.function.message;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.function.message.JsonWindow.EndOfWindow;

import org.jspecify.annotations.Nullable;

/**
 * Reads an event in one pass, step by step. A step that runs over the window's end is done again, so it changes this
 * decoder only when it has read all that it reads. For one event and one thread.
 */
final class EventDecoder {
    private static final String EXPECTED = "expected an Amazon MQ for RabbitMQ event, a JSON object with an object"
            + " rmqMessagesByQueue";

    /** What is read next. */
    private enum Step {
        EVENT, MEMBER, QUEUE, RECORD, NOTHING, DONE
    }

    private final JsonCursor json;
    private final RecordDecoder records;
    private final List<Delivery> deliveries = new ArrayList<>();
    private Step step = Step.EVENT;
    private boolean passing;
    private Queue queue = Queue.of("");
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
        while (step != Step.DONE) {
            readToTheWindowsEnd();
        }
        if (!hasMessages) {
            throw refusal("this one has none");
        }
        return new Batch(eventSourceArn, deliveries);
    }

    private void readToTheWindowsEnd() {
        try {
            while (step != Step.DONE) {
                step();
                json.begun();
            }
        } catch (EndOfWindow end) {
            passing = json.moveOn(end) && step == Step.RECORD || passing;
        }
    }

    private void step() {
        if (passing) {
            passOver();
        } else if (step == Step.RECORD) {
            record();
        } else {
            around();
        }
    }

    /** Brings a whole record into the window, so that decoding it isn't in vain. */
    private void passOver() {
        json.skip();
        json.back();
        passing = false;
    }

    private void record() {
        Delivery delivery = records.decode(queue);
        if (!json.nextElement()) {
            endOfQueue();
        }
        deliveries.add(delivery);
    }

    private void around() {
        switch (step) {
            case EVENT -> event();
            case MEMBER -> member();
            case QUEUE -> queue();
            default -> {
                json.end();
                step = Step.DONE;
            }
        }
    }

    private void event() {
        if (json.peek() != '{') {
            throw refusal("what came is " + skipped());
        }
        step = json.beginObject() ? Step.MEMBER : Step.NOTHING;
    }

    /** Broken JSON is told before a wrong shape. */
    private String skipped() {
        String kind = json.kind();
        json.skip();
        json.end();
        return kind;
    }

    private void member() {
        switch (json.name()) {
            case "rmqMessagesByQueue" -> queues();
            case "eventSourceArn" -> {
                eventSourceArn = json.textOrSkip();
                endOfMember();
            }
            default -> {
                json.skip();
                endOfMember();
            }
        }
    }

    private void endOfMember() {
        step = json.nextMember() ? Step.MEMBER : Step.NOTHING;
    }

    private void queues() {
        if (json.peek() != '{') {
            throw refusal("its rmqMessagesByQueue is " + json.kind());
        }
        hasMessages = true;
        if (json.beginObject()) {
            step = Step.QUEUE;
        } else {
            endOfMember();
        }
    }

    private void queue() {
        Queue next = Queue.of(json.name());
        if (json.peek() != '[') {
            noQueue(next);
        } else if (json.beginArray()) {
            queue = next;
            step = Step.RECORD;
        } else {
            endOfQueue();
        }
    }

    private void noQueue(Queue next) {
        String kind = json.kind();
        RawJson value = json.skip();
        endOfQueue();
        deliveries.add(new UndecodableRecord(next, value,
                new UnreadableRecordException("the value of a queue must be an array of records", kind)));
    }

    private void endOfQueue() {
        if (json.nextMember()) {
            step = Step.QUEUE;
        } else {
            endOfMember();
        }
    }

    private static InvalidEventException refusal(String found) {
        return new InvalidEventException(EXPECTED + ", but " + found);
    }
}
