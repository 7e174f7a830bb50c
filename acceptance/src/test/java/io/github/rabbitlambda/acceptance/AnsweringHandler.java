package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The handler that HANDLER names, whose last answer is kept in the file ANSWER: a mapping's invocation ignores answers. */
public final class AnsweringHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final RequestHandler<Map<String, Object>, Map<String, Object>> handler;

    /** As Lambda makes it. */
    @SuppressWarnings("unchecked") // as every function of the operations jar is
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
