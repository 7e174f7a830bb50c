package io.github.rabbitlambda.function;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads one record after the other. What is wrong with a record is found in the first pass over it; then the record is
 * passed over once more, for its grammar alone.
 */
final class RecordDecoder {
    private static final MemberNames NAMES = new MemberNames("basicProperties", "redelivered", "data");
    /** What most records have behind their properties, with the comma. */
    private static final byte[] NOT_REDELIVERED = "\"redelivered\":false,".getBytes(StandardCharsets.US_ASCII);

    private final JsonCursor json;
    private final PropertiesDecoder properties;
    private final Base64Decoder base64;
    private byte @Nullable [] body;
    private boolean hasProperties;
    private boolean redelivered;
    private int moved;

    RecordDecoder(JsonCursor json) {
        this.json = json;
        this.properties = new PropertiesDecoder(json);
        this.base64 = new Base64Decoder(json);
    }

    Delivery decode(Queue queue) {
        if (moved != json.moved()) {
            properties.clear();
            moved = json.moved();
        }
        json.whitespace();
        int start = json.at;
        try {
            return message(queue, start);
        } catch (UnreadableRecordException e) {
            properties.clear();
            json.at = start;
            return new UndecodableRecord(queue, json.skip(), e);
        }
    }

    private Message message(Queue queue, int start) {
        body = null;
        hasProperties = false;
        redelivered = false;
        json.require('{', "a record must be an object");
        int index = 0;
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            if (index == 1 && json.take(NOT_REDELIVERED)) {
                redelivered = false;
                index++;
            }
            member(NAMES.read(json, index++));
        }
        if (body == null) {
            throw new UnreadableRecordException("data must be the body in Base64 (came nothing)");
        }
        if (!hasProperties) {
            properties.clear();
        }
        return new Message(queue, properties.build(), redelivered, body, json.since(start));
    }

    private void member(int name) {
        switch (name) {
            case 0 -> properties();
            case 1 -> redelivered = !json.takeNull() && json.flag("redelivered must be true or false");
            case 2 -> body = base64.decode(properties.bodySize());
            default -> json.skip();
        }
    }

    private void properties() {
        properties.decode();
        hasProperties = true;
    }
}
