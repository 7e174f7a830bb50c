package io.github.rabbitlambda.function;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code basicProperties}.
 */
final class PropertiesDecoder {
    private static final int OCTET = 255;

    private final JsonCursor json;
    private final HeadersDecoder headers;
    private final PropertiesBuilder found = new PropertiesBuilder();

    PropertiesDecoder(JsonCursor json) {
        this.json = json;
        this.headers = new HeadersDecoder(json);
    }

    void decode() {
        if (json.takeNull()) {
            found.clear();
            return;
        }
        json.require('{', "basicProperties must be an object");
        found.clear();
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            property(json.name());
        }
    }

    MessageProperties build() {
        return found.build();
    }

    void clear() {
        found.clear();
    }

    private void property(String name) {
        switch (name) {
            case "contentType" -> found.contentType = text("contentType");
            case "contentEncoding" -> found.contentEncoding = text("contentEncoding");
            case "headers" -> found.headers = headers.decode();
            case "deliveryMode" -> found.deliveryMode = (int) number("deliveryMode", OCTET);
            case "priority" -> found.priority = (int) number("priority", OCTET);
            case "correlationId" -> found.correlationId = text("correlationId");
            case "replyTo" -> found.replyTo = text("replyTo");
            case "expiration" -> found.expiration = expiration();
            case "messageId" -> found.messageId = text("messageId");
            case "timestamp" -> found.timestamp = timestamp();
            case "type" -> found.type = text("type");
            case "userId" -> found.userId = text("userId");
            case "appId" -> found.appId = text("appId");
            case "clusterId" -> found.clusterId = text("clusterId");
            case "bodySize" -> found.bodySize = number("bodySize", Long.MAX_VALUE);
            default -> json.skip();
        }
    }

    private @Nullable String text(String property) {
        if (json.takeNull()) {
            return null;
        }
        if (json.peek() != '"') {
            throw new UnreadableRecordException(property + " must be a text (came " + json.kind() + ")");
        }
        json.scanString();
        return json.text();
    }

    private long number(String property, long most) {
        if (json.takeNull()) {
            return PropertiesBuilder.ABSENT;
        }
        String kind = json.kind();
        long number = json.peek() == '"' ? PropertiesBuilder.ABSENT : json.wholeNumberOrSkip();
        if (number < 0 || number > most) {
            throw new UnreadableRecordException(
                    property + " must be a whole number from 0 to " + most + " (came " + kind + ")");
        }
        return number;
    }

    private long expiration() {
        if (json.takeNull()) {
            return PropertiesBuilder.ABSENT;
        }
        String kind = json.kind();
        long millis = json.peek() == '"' ? Expiration.millis(json.stringValue()) : json.wholeNumberOrSkip();
        if (millis < 0) {
            throw new UnreadableRecordException("expiration must be a whole number of milliseconds (came " + kind
                    + " that is none)");
        }
        return millis;
    }

    private @Nullable Instant timestamp() {
        String text = text("timestamp");
        if (text == null) {
            return null;
        }
        Instant instant = EventDate.parse(text);
        if (instant == null) {
            throw new UnreadableRecordException("timestamp must look like \"Jan 1, 1970, 12:33:41 AM\" (came a text of "
                    + text.length() + " characters that doesn't)");
        }
        return instant;
    }
}
