package io.github.rabbitlambda.function;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code basicProperties}. What comes as in the record before keeps its value.
 *
 * <p>
 * Invariant: {@link #found} holds the values of the object read last, and every member remembered stands for the value
 * of its property there. An object that names a property twice, or lacks one that the object before had, would break it:
 * then all is forgotten.
 */
final class PropertiesDecoder {
    private static final MemberNames NAMES = new MemberNames("contentType", "contentEncoding", "headers",
            "deliveryMode", "priority", "correlationId", "replyTo", "expiration", "messageId", "timestamp", "type",
            "userId", "appId", "clusterId", "bodySize");
    private static final int OCTET = 255;

    private final JsonCursor json;
    private final HeadersDecoder headers;
    private final PropertiesBuilder found = new PropertiesBuilder();
    private final MemberMemory memory;
    /** A bit for the property of each member remembered; none for an unknown one. */
    private final int[] remembered = new int[NAMES.size()];
    /** Which one that is. */
    private final int[] properties = new int[NAMES.size()];
    private int seen;
    private boolean twice;

    PropertiesDecoder(JsonCursor json) {
        this.json = json;
        this.headers = new HeadersDecoder(json);
        this.memory = new MemberMemory(json, NAMES.size());
    }

    void clear() {
        found.clear();
        memory.forget();
        headers.forget();
    }

    MessageProperties build() {
        return found.build();
    }

    long bodySize() {
        return found.bodySize;
    }

    void decode() {
        if (json.peek() != '{' && json.takeNull()) {
            clear();
            return;
        }
        json.require('{', "basicProperties must be an object");
        seen = 0;
        twice = false;
        int place = 0;
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            int repeated = repeated(place);
            if (repeated == 0) {
                member(place);
            }
            place += Math.max(1, repeated);
        }
        memory.complete(place);
        boolean lacking = found.clearAllBut(seen);
        if (twice || lacking) {
            memory.forget();
        }
    }

    /** Takes members that come as in the object before, as long as their properties are new here. */
    private int repeated(int place) {
        int most = memory.repeated(place);
        int taken = 0;
        while (taken < most && (seen & remembered[place + taken]) == 0) {
            seen |= remembered[place + taken++];
        }
        if (taken > 0) {
            memory.take(place, taken);
        }
        return taken;
    }

    private void member(int place) {
        int start = json.at;
        int property = property(place);
        int bit = 0;
        if (property == MemberNames.UNKNOWN) {
            json.skip();
        } else {
            value(property);
            found.changed();
            bit = 1 << property;
        }
        twice |= (seen & bit) != 0;
        seen |= bit;
        memory.remember(place, start);
        if (place < remembered.length) {
            remembered[place] = bit;
            properties[place] = property;
        }
    }

    private int property(int place) {
        if (memory.takeName(place)) {
            return properties[place];
        }
        int start = json.at;
        int property = NAMES.read(json, place);
        memory.named(place, start);
        return property;
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
