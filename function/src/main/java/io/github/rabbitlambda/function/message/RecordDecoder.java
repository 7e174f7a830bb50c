package io.github.rabbitlambda.function.message;

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
        boolean again = walk();
        if (again) {
            properties.again();
            memory.again(start);
        }
        return again;
    }

    /** Reads the values that are not as in the record before, up to the record's end; false when it is another one. */
    private boolean walk() {
        int use = memory.next();
        while (use >= 0) {
            int value = json.at;
            read(use);
            memory.read(value);
            use = memory.next();
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
        hasProperties = false;
        json.require('{', "a record must be an object");
        int guess = 0;
        boolean more = json.beginObject();
        while (more) {
            more = !member(NAMES.read(json, guess++), start) && json.nextMember();
        }
        if (!memory.has(RecordMemory.DATA)) {
            throw new UnreadableRecordException("data must be the body in Base64 (came nothing)");
        }
        redelivered &= memory.has(RecordMemory.REDELIVERED);
        if (!hasProperties) {
            properties.clear();
        }
        memory.complete(start);
    }

    /** Reads a member's value; true when all behind it has been read, too. */
    private boolean member(int name, int record) {
        int start = json.at;
        switch (name) {
            case 0 -> {
                return properties(record);
            }
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
        return false;
    }

    private void redelivered() {
        redelivered = !json.takeNull() && json.flag("redelivered must be true or false");
    }

    private void data() {
        body = base64.decode(properties.bodySize());
    }

    private boolean properties(int record) {
        if (hasProperties) {
            memory.forget();
        }
        hasProperties = true;
        if (properties.decode()) {
            return false;
        }
        boolean rest = rest(record);
        if (!rest) {
            properties.decodeRest();
        }
        return rest;
    }

    /** Messages of one queue mostly differ in their headers; what is behind those may be as in the record before. */
    private boolean rest(int record) {
        int start = json.at;
        if (!memory.resume()) {
            return false;
        }
        boolean again = walk();
        if (again) {
            properties.keep(memory.resumed(record));
        } else {
            memory.giveUp();
            json.at = start;
        }
        return again;
    }
}
