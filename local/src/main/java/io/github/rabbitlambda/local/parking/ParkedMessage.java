package io.github.rabbitlambda.local.parking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What a listener parked, for people to read: the text's form is described in docs/listener.md.
 *
 * @param description
 *            which message was parked, and why
 * @param body
 *            the beginning of its body if that is printable; otherwise empty
 */
public record ParkedMessage(String description, String body) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_BODY = 200;

    /** Reads the text of a queue's message, whatever it is. */
    static ParkedMessage read(String text) {
        try {
            JsonNode parked = JSON.readTree(text);
            return parked.has("record") && parked.has("error") ? of(parked) : other(text);
        } catch (IOException e) {
            return other(text);
        }
    }

    public ParkedMessage {
        description = description.replaceAll("\\p{Cc}", " ");
    }

    private static ParkedMessage other(String text) {
        return new ParkedMessage("the function sent a text of %d characters that no listener parks"
                .formatted(text.length()), beginning(text));
    }

    private static ParkedMessage of(JsonNode parked) {
        JsonNode record = parked.path("record");
        byte[] body = body(record.path("data").asText(""));
        String id = record.path("basicProperties").path("messageId").asText("");
        int attempts = parked.path("attempts").asInt();
        return new ParkedMessage("message id %s of queue \"%s\", %d byte%s, %s: %s".formatted(
                id.isEmpty() || id.equals("null") ? "(none)" : id, parked.path("queue").asText(), body.length,
                body.length == 1 ? "" : "s", attempts(parked, attempts), error(parked.path("error"))), printable(body));
    }

    private static String attempts(JsonNode parked, int attempts) {
        return parked.path("undecodable").asBoolean()
                ? "it can't be decoded"
                : "after %d attempt%s".formatted(attempts, attempts == 1 ? "" : "s");
    }

    private static String error(JsonNode error) {
        String message = error.path("message").asText("");
        return error.path("class").isTextual() ? error.path("class").asText() + ": " + message : message;
    }

    /** A parked record may hold anything in place of Base64. */
    private static byte[] body(String data) {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String printable(byte[] body) {
        try {
            return beginning(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private static String beginning(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        boolean isPrintable = line.codePoints().noneMatch(Character::isISOControl);
        if (!isPrintable || line.length() <= LONGEST_BODY) {
            return isPrintable ? line : "";
        }
        int end = line.offsetByCodePoints(0, Math.min(LONGEST_BODY, line.codePointCount(0, line.length())));
        return line.substring(0, end) + (end < line.length() ? "…" : "");
    }
}
