package io.github.rabbitlambda.function;

import org.jspecify.annotations.Nullable;

/**
 * Reads one record after the other. What is wrong with a record is found in the first pass over it; then the record is
 * passed over once more, for its grammar alone.
 */
final class RecordDecoder {
    private static final MemberNames NAMES = new MemberNames("basicProperties", "redelivered", "data");

    private final JsonCursor json;
    private final RecordMemory memory;
    private final PropertiesDecoder properties;
    private final Base64Decoder base64;
    private byte @Nullable [] body;
    private boolean hasProperties;
    private boolean redelivered;
    private int moved;

    RecordDecoder(JsonCursor json) {
        this.json = json;
        this.memory = new RecordMemory(json);
        this.properties = new PropertiesDecoder(json, memory);
        this.base64 = new Base64Decoder(json);
    }

    Delivery decode(Queue queue) {
        if (moved != json.moved()) {
            memory.forget();
            moved = json.moved();
        }
        json.whitespace();
        int start = json.at;
        try {
            if (!again(start)) {
                json.at = start;
                afresh(start);
            }
            return new Message(queue, properties.build(), redelivered, body, json.since(start));
        } catch (UnreadableRecordException e) {
            memory.forget();
            json.at = start;
            return new UndecodableRecord(queue, json.skip(), e);
        }
    }

    /** Reads what is not as in the record before; false when that can't be told apart. */
    private boolean again(int start) {
        int use = memory.next();
        while (use >= 0) {
            int value = json.at;
            read(use);
            memory.read(value);
            use = memory.next();
        }
        if (use == RecordMemory.END) {
            properties.again();
            memory.again(start);
        }
        return use == RecordMemory.END;
    }

    private void read(int use) {
        switch (use) {
            case RecordMemory.REDELIVERED -> redelivered();
            case RecordMemory.DATA -> data();
            case RecordMemory.NO_USE -> json.skip();
            default -> properties.read(use);
        }
    }

    private void afresh(int start) {
        memory.begin(start);
        body = null;
        hasProperties = false;
        redelivered = false;
        json.require('{', "a record must be an object");
        int guess = 0;
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            member(NAMES.read(json, guess++));
        }
        if (body == null) {
            throw new UnreadableRecordException("data must be the body in Base64 (came nothing)");
        }
        if (!hasProperties) {
            properties.clear();
        }
        memory.complete(start);
    }

    private void member(int name) {
        int start = json.at;
        switch (name) {
            case 0 -> properties();
            case 1 -> {
                redelivered();
                memory.note(RecordMemory.REDELIVERED, start);
            }
            case 2 -> {
                data();
                memory.note(RecordMemory.DATA, start);
            }
            default -> {
                json.skip();
                memory.note(RecordMemory.NO_USE, start);
            }
        }
    }

    private void redelivered() {
        redelivered = !json.takeNull() && json.flag("redelivered must be true or false");
    }

    private void data() {
        body = base64.decode(properties.bodySize());
    }

    private void properties() {
        if (hasProperties) {
            memory.forget();
        }
        properties.decode();
        hasProperties = true;
    }
}
