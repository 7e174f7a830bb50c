package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;

import java.nio.charset.StandardCharsets;

/** What a function answered: its result, or the JSON of its error. */
public record FunctionAnswer(boolean isError, byte[] payload) {

    public static FunctionAnswer error(String type, String message) {
        return new FunctionAnswer(true, Json.text(Json.object("errorType", type, "errorMessage", message))
                .getBytes(StandardCharsets.UTF_8));
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
