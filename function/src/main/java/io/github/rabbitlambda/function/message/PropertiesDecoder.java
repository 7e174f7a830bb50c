package io.github.rabbitlambda.function.message;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code basicProperties}: in whole, or only those that are not as in the record before.
 */
final class PropertiesDecoder {
    private static final MemberNames NAMES = new MemberNames("contentType", "contentEncoding", "headers",
            "deliveryMode", "priority", "correlationId", "replyTo", "expiration", "messageId", "timestamp", "type",
            "userId", "appId", "clusterId", "bodySize");
    private static final int HEADERS = 2;
    private static final int OCTET = 255;

    private final JsonCursor json;
    private final RecordMemory memory;
    private final HeadersDecoder headers;
    private final PropertiesBuilder found = new PropertiesBuilder();
    /** A bit for each property that the record has, of those that are read afresh. */
    private int seen;
    private int guess;

    PropertiesDecoder(JsonCursor json, RecordMemory memory) {
        this.json = json;
        this.memory = memory;
        this.headers = new HeadersDecoder(json, memory);
    }

    void clear() {
        found.clear();
        headers.clear();
    }

    MessageProperties build() {
        return found.build();
    }

    long bodySize() {
        return found.bodySize;
    }

    /** Reads up to and with the headers, or to the end where there are none; tells whether that was the end. */
    boolean decode() {
        seen = 0;
        guess = 0;
        headers.clear();
        if (json.peek() != '{' && json.takeNull()) {
            memory.forget();
            clear();
            return true;
        }
        json.require('{', "basicProperties must be an object");
        return members(json.beginObject());
    }

    /** Reads what is left. */
    void decodeRest() {
        boolean end = false;
        while (!end) {
            end = members(json.nextMember());
        }
    }

    private boolean members(boolean first) {
        for (boolean more = first; more; more = json.nextMember()) {
            int property = NAMES.read(json, guess);
            member(property);
            guess = property == MemberNames.UNKNOWN ? guess : property + 1;
            if (property == HEADERS) {
                memory.headersEnd();
                return false;
            }
        }
        found.clearAllBut(seen);
        return true;
    }

    /** To be called when what is left comes again: these, a bit for each. */
    void keep(int properties) {
        found.clearAllBut(seen | properties);
    }

    private void member(int property) {
        int start = json.at;
        if (property == MemberNames.UNKNOWN) {
            json.skip();
            memory.note(RecordMemory.NO_USE, start);
            return;
        }
        value(property);
        found.changed(property);
        seen |= 1 << property;
        if (property != HEADERS || found.headers.isEmpty()) {
            memory.note(property, start);
        } else {
            memory.claim(HEADERS);
        }
    }

    /** Reads a value of a record that is otherwise like the one before. */
    void read(int use) {
        if (use >= RecordMemory.HEADER) {
            headers.read(use - RecordMemory.HEADER);
        } else {
            value(use);
            found.changed(use);
        }
    }

    /** To be called when such a record is read. */
    void again() {
        if (headers.haveChanged()) {
            found.headers = headers.changed();
            found.changed(HEADERS);
        }
    }

    private void value(int property) {
        switch (property) {
            case 0 -> found.contentType = text(property);
            case 1 -> found.contentEncoding = text(property);
            case 2 -> found.headers = headers.decode();
            case 3 -> found.deliveryMode = (int) number(property, OCTET);
            case 4 -> found.priority = (int) number(property, OCTET);
            case 5 -> found.correlationId = text(property);
            case 6 -> found.replyTo = text(property);
            case 7 -> found.expiration = expiration();
            case 8 -> found.messageId = text(property);
            case 9 -> found.timestamp = timestamp(property);
            case 10 -> found.type = text(property);
            case 11 -> found.userId = text(property);
            case 12 -> found.appId = text(property);
            case 13 -> found.clusterId = text(property);
            default -> found.bodySize = number(property, Long.MAX_VALUE);
        }
    }

    private @Nullable String text(int property) {
        if (json.peek() == '"') {
            return json.stringValue();
        }
        if (json.takeNull()) {
            return null;
        }
        throw new UnreadableRecordException(NAMES.name(property) + " must be a text (came " + json.kind() + ")");
    }

    private long number(int property, long most) {
        if (json.takeNull()) {
            return PropertiesBuilder.ABSENT;
        }
        String kind = json.kind();
        long number = json.wholeNumber();
        if (number < 0 || number > most) {
            throw new UnreadableRecordException(
                    NAMES.name(property) + " must be a whole number from 0 to " + most + " (came " + kind + ")");
        }
        return number;
    }

    private long expiration() {
        if (json.takeNull()) {
            return PropertiesBuilder.ABSENT;
        }
        String kind = json.kind();
        long millis = json.peek() == '"' ? Expiration.millis(json.stringValue()) : json.wholeNumber();
        if (millis < 0) {
            throw new UnreadableRecordException("expiration must be a whole number of milliseconds from 0 to "
                    + Long.MAX_VALUE + " (came " + kind + ")");
        }
        return millis;
    }

    private @Nullable Instant timestamp(int property) {
        String text = text(property);
        if (text == null) {
            return null;
        }
        Instant instant = EventDate.parse(text);
        if (instant == null) {
            throw new UnreadableRecordException("timestamp must look like \"Jan 1, 1970, 12:33:41 AM\" (came a text of "
                    + text.length() + " characters)");
        }
        return instant;
    }
}
