package io.github.rabbitlambda.local.publish;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.AMQP.BasicProperties;

/**
 * Reads a record's {@code basicProperties}. What an event has beside AMQP's properties, such as {@code bodySize}, is
 * ignored.
 */
final class SavedProperties {
    private static final int SHORT_TEXT_BYTES = 255;
    private static final int LARGEST_OCTET = 255;

    private final Map<?, ?> members;

    private SavedProperties(Map<?, ?> members) {
        this.members = members;
    }

    static BasicProperties of(Map<?, ?> members) throws Unpublishable {
        SavedProperties saved = new SavedProperties(members);
        return new BasicProperties(saved.text("contentType"), saved.text("contentEncoding"), saved.headers(),
                saved.octet("deliveryMode"), saved.octet("priority"), saved.text("correlationId"),
                saved.text("replyTo"), saved.text("expiration"), saved.text("messageId"), saved.timestamp(),
                saved.text("type"), saved.text("userId"), saved.text("appId"), saved.text("clusterId"));
    }

    /** Whether AMQP has room for the text in a property or as a header's name. */
    static boolean isShort(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= SHORT_TEXT_BYTES;
    }

    /** A number is taken as its digits: some publishers' expirations are numbers. */
    private @Nullable String text(String name) throws Unpublishable {
        return switch (members.get(name)) {
            case null -> null;
            case String text when isShort(text) -> text;
            case String text -> throw new Unpublishable("%s has more than 255 bytes".formatted(name));
            case JsonNumber number -> number.text();
            default -> throw new Unpublishable("%s is no text".formatted(name));
        };
    }

    private @Nullable Integer octet(String name) throws Unpublishable {
        Object value = members.get(name);
        if (value == null) {
            return null;
        }
        int number = value instanceof JsonNumber given ? given.wholeValue().orElse(-1) : -1;
        if (number < 0 || number > LARGEST_OCTET) {
            throw new Unpublishable("%s must be a whole number between 0 and 255".formatted(name));
        }
        return number;
    }

    private @Nullable Date timestamp() throws Unpublishable {
        Object value = members.get("timestamp");
        if (value == null) {
            return null;
        }
        return SavedTime.read(String.valueOf(value)).orElseThrow(() -> new Unpublishable(
                "timestamp must be like \"Jan 1, 1970, 12:33:41 AM\" (it is %s)".formatted(value)));
    }

    private @Nullable Map<String, Object> headers() throws Unpublishable {
        return switch (members.get("headers")) {
            case null -> null;
            case Map<?, ?> table -> SavedHeaders.table(table);
            case List<?> list when list.isEmpty() -> Map.of(); // as some languages write a map without entries
            default -> throw new Unpublishable("headers are no object");
        };
    }
}
