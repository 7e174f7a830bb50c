package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** What a service answers. */
public record Reply(int status, Map<String, String> headers, byte[] body) {

    public static Reply json(int status, JsonNode body) {
        return new Reply(status, Map.of("Content-Type", "application/json"),
                Json.text(body).getBytes(StandardCharsets.UTF_8));
    }

    public static Reply xml(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "text/xml"), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    /** An error of a JSON protocol; also a REST client finds its code. */
    public static Reply error(int status, String code, String message) {
        return new Reply(status, Map.of("Content-Type", "application/json", "x-amzn-ErrorType", code),
                Json.text(Json.object("__type", code, "message", message, "Message", message))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
