package io.github.rabbitlambda.benchmark;

import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** The usual loop: calls downstream for one message after the other. */
public final class SequentialHandler implements RequestHandler<Map<String, Object>, String> {
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        try {
            for (Object messages : ((Map<?, ?>) event.get("rmqMessagesByQueue")).values())
                for (int i = 0; i < ((List<?>) messages).size(); i++)
                    Downstream.call();
            return "done";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
