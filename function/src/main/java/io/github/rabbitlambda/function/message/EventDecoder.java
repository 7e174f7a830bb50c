package io.github.rabbitlambda.function.message;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.function.message.JsonWindow.EndOfWindow;

import org.jspecify.annotations.Nullable;

/**
 * Reads an event step by step. A step that reaches the window's end too early runs again, so it changes this decoder
 * only after it has read everything. For one event. Not thread-safe.
 */
final class EventDecoder {
    private static final String EXPECTED = "expected an Amazon MQ for RabbitMQ event, a JSON object with an object"
            + " rmqMessagesByQueue";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** What the next step reads. */
    private enum Step {
        EVENT, MEMBER, QUEUE, RECORD, NOTHING, DONE
    }

    private final JsonWindow window;
    private final JsonCursor json;
    private final RecordDecoder records;
    private final List<Delivery> deliveries = new ArrayList<>();
    private Step step = Step.EVENT;
    /** Whether the next step skips a long record, only to bring all of it into the window. */
    private boolean skipsFirst;
    private Queue queue = Queue.of("");
    private @Nullable String eventSourceArn;
    private boolean hasMessages;

    EventDecoder(EventBytes event) {
        this(event, JsonWindow.SIZE);
    }

    /** The window has {@code windowSize} bytes to begin with. */
    EventDecoder(EventBytes event, int windowSize) {
        window = new JsonWindow(event, windowSize);
        json = new JsonCursor(window);
        records = new RecordDecoder(json);
    }

    Batch decode() {
        while (step != Step.DONE) {
            readToWindowEnd();
        }
        if (!hasMessages) {
            throw refusal("this one has none");
        }
        return new Batch(eventSourceArn, deliveries);
    }

    private void readToWindowEnd() {
        try {
            while (step != Step.DONE) {
                step();
                window.startStep();
            }
        } catch (EndOfWindow end) {
            skipsFirst = window.advance(end) && step == Step.RECORD || skipsFirst;
        }
    }

    private void step() {
        if (skipsFirst) {
            skipRecord();
        } else if (step == Step.RECORD) {
            record();
        } else {
            readStructure();
        }
    }

    /** Brings a whole record into the window, so that decoding starts only once. */
    private void skipRecord() {
        json.skip();
        window.returnToStepStart();
        skipsFirst = false;
    }

    private void record() {
        Delivery delivery = records.decode(queue);
        if (!json.nextElement()) {
            endOfQueue();
        }
        deliveries.add(delivery);
    }

    private void readStructure() {
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

    /** Some tools put a byte order mark in front of JSON that they save (RFC 8259 lets a reader ignore it). */
    private void event() {
        if (window.bringIn(BYTE_ORDER_MARK.length)) {
            window.take(BYTE_ORDER_MARK);
        }
        if (json.peek() != '{') {
            throw refusal("what came is " + skipAll());
        }
        step = json.beginObject() ? Step.MEMBER : Step.NOTHING;
    }

    /** Skips the whole event, so that invalid JSON is reported before a wrong structure. Returns what the event is. */
    private String skipAll() {
        String kind = json.kind();
        json.skip();
        json.end();
        return kind;
    }

    private void member() {
        switch (json.name()) {
            case "rmqMessagesByQueue" -> queues();
            case "eventSourceArn" -> {
                eventSourceArn = json.readTextOrSkip();
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
            addInvalidQueue(next);
        } else if (json.beginArray()) {
            queue = next;
            step = Step.RECORD;
        } else {
            endOfQueue();
        }
    }

    private void addInvalidQueue(Queue next) {
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
