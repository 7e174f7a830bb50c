package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Calls the handler that HANDLER names and writes its answer to the file ANSWER, because a mapping ignores answers. */
public final class AnsweringHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final RequestHandler<Map<String, Object>, Map<String, Object>> handler;

    /** The constructor that Lambda calls. */
    @SuppressWarnings("unchecked") // every handler of the operations jar has this form
    public AnsweringHandler() throws ReflectiveOperationException {
        handler = (RequestHandler<Map<String, Object>, Map<String, Object>>) Class.forName(System.getenv("HANDLER"))
                .getConstructor().newInstance();
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        Map<String, Object> answer = handler.handleRequest(event, context);
        try {
            new JsonMapper().writeValue(Path.of(System.getenv("ANSWER")).toFile(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer;
    }
}
