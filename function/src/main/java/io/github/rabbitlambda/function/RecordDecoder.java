package io.github.rabbitlambda.function;

import java.nio.ByteBuffer;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Reads one record after the other. What is wrong with a record is found in the first pass over it; then the record is
 * passed over once more, for its grammar alone.
 */
final class RecordDecoder {
    private final JsonCursor json;
    private final PropertiesDecoder properties;
    private byte @Nullable [] body;
    private boolean redelivered;

    RecordDecoder(JsonCursor json) {
        this.json = json;
        this.properties = new PropertiesDecoder(json);
    }

    Delivery decode(Queue queue) {
        json.whitespace();
        int start = json.at;
        try {
            return message(queue, start);
        } catch (UnreadableRecordException e) {
            properties.clear();
            json.at = start;
            return new UndecodableRecord(queue, json.skip(), e.reason());
        }
    }

    private Message message(Queue queue, int start) {
        body = null;
        redelivered = false;
        json.require('{', "a record must be an object");
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            member(json.name());
        }
        if (body == null) {
            throw new UnreadableRecordException("data must be the body in Base64 (came nothing)");
        }
        return new Message(queue, properties.build(), redelivered, body,
                new RawJson(json.bytes, start, json.at));
    }

    private void member(String name) {
        switch (name) {
            case "basicProperties" -> properties.decode();
            case "redelivered" -> redelivered = redelivered();
            case "data" -> body = data();
            default -> json.skip();
        }
    }

    private boolean redelivered() {
        return !json.takeNull() && json.flag("redelivered must be true or false");
    }

    private byte[] data() {
        json.require('"', "data must be the body in Base64");
        json.scanString();
        try {
            return json.escaped()
                    ? Base64.getDecoder().decode(json.text())
                    : Base64.getDecoder().decode(ByteBuffer.wrap(json.bytes, json.textStart(), json.textLength()))
                            .array();
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(
                    "data must be the body in Base64 (came a text of " + json.textLength() + " bytes that isn't)");
        }
    }
}
