package io.github.rabbitlambda.function.message;

import org.jspecify.annotations.Nullable;

/**
 * Reads one record after the other. A record is compared with the previous one, and only values that differ are read.
 * If it differs elsewhere it is read from its start. A record that can't be decoded is skipped, which checks its
 * grammar. Not thread-safe.
 */
final class RecordDecoder {
    private static final MemberNames NAMES = new MemberNames("basicProperties", ValueUse.REDELIVERED.member(),
            ValueUse.DATA.member());
    private static final int PROPERTIES = 0;
    private static final int REDELIVERED = 1;
    private static final int DATA = 2;

    private final JsonCursor json;
    private final JsonWindow window;
    private final RecordMemory memory;
    private final PropertiesDecoder properties;
    private final Base64Decoder base64;
    private byte @Nullable [] body;
    private boolean hasProperties;
    private boolean redelivered;
    private int generation;

    RecordDecoder(JsonCursor json) {
        this.json = json;
        this.window = json.window;
        this.memory = new RecordMemory(window);
        this.properties = new PropertiesDecoder(json, memory);
        this.base64 = new Base64Decoder(json);
    }

    Delivery decode(Queue queue) {
        if (generation != window.generation()) {
            memory.forget();
            generation = window.generation();
        }
        json.skipWhitespace();
        int start = window.at;
        try {
            if (!readByComparison(start)) {
                window.at = start;
                readFromStart(start);
            }
            return new Message(queue, properties.build(), redelivered, body, window.since(start));
        } catch (UnreadableRecordException e) {
            memory.forget();
            window.at = start;
            return new UndecodableRecord(queue, json.skip(), e);
        }
    }

    /**
     * Returns false for a record that differs from the previous one between its values; then it has to be read again.
     */
    private boolean readByComparison(int start) {
        if (!readDifferences()) {
            return false;
        }
        properties.applyChangedHeaders();
        memory.remember(start);
        return true;
    }

    /** Reads values that differ, up to the record's end; returns whether it got there. */
    private boolean readDifferences() {
        while (memory.skipEqualBytes()) {
            int start = window.at;
            readValue(memory.use());
            memory.valueRead(start);
        }
        return memory.isComplete();
    }

    private void readValue(ValueUse use) {
        switch (use) {
            case HEADER -> properties.readHeader(memory.headerIndex());
            case REDELIVERED -> readRedelivered();
            case DATA -> readData();
            case UNUSED -> json.skip();
            default -> properties.readValue(use);
        }
    }

    private void readFromStart(int start) {
        memory.startRecording(start);
        hasProperties = false;
        json.require('{', "a record must be an object");
        int expected = 0;
        boolean more = json.beginObject();
        while (more) {
            more = !readMember(NAMES.read(json, expected++), start) && json.nextMember();
        }
        if (!memory.hasRecorded(ValueUse.DATA)) {
            throw new UnreadableRecordException("data must be the body in Base64 (came nothing)");
        }
        redelivered &= memory.hasRecorded(ValueUse.REDELIVERED);
        if (!hasProperties) {
            properties.clear();
        }
        memory.endRecording(start);
    }

    /** Reads a member's value; returns whether the rest of the record has been read as well. */
    private boolean readMember(int name, int recordStart) {
        int start = window.at;
        switch (name) {
            case PROPERTIES -> {
                return readProperties(recordStart);
            }
            case REDELIVERED -> {
                readRedelivered();
                memory.record(ValueUse.REDELIVERED, start);
            }
            case DATA -> {
                readData();
                memory.record(ValueUse.DATA, start);
            }
            default -> {
                json.skip();
                memory.record(ValueUse.UNUSED, start);
            }
        }
        return false;
    }

    /** A value that is no flag counts as true: whoever asks has to expect that the message was delivered before. */
    private void readRedelivered() {
        byte first = json.peek();
        if (first == 't' || first == 'f') {
            redelivered = json.readFlag();
        } else {
            redelivered = first != 'n';
            json.skip();
        }
    }

    private void readData() {
        body = base64.decode(properties.bodySize());
    }

    private boolean readProperties(int recordStart) {
        if (hasProperties) {
            memory.forget();
        }
        hasProperties = true;
        if (properties.readToHeadersEnd()) {
            return false;
        }
        boolean isComplete = readBehindHeadersByComparison(recordStart);
        if (!isComplete) {
            properties.readBehindHeaders();
        }
        return isComplete;
    }

    /** For speed only: records of one queue mostly differ in their headers, and what follows is often equal. */
    private boolean readBehindHeadersByComparison(int recordStart) {
        int start = window.at;
        if (!memory.resumeBehindHeaders()) {
            return false;
        }
        if (readDifferences()) {
            properties.keepBehindHeaders(memory.endTail(recordStart));
            return true;
        }
        memory.giveUpTail();
        window.at = start;
        return false;
    }
}
