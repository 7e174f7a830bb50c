package io.github.rabbitlambda.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/**
 * What Lambda calls for each batch. Extend it with a public constructor without parameters that passes your handler on.
 *
 * <p>
 * A message whose handler throws fails the invocation after every other message had its turn, and the batch comes back.
 */
public abstract class RabbitMqListener implements RequestStreamHandler {
    private final MessageHandler handler;

    protected RabbitMqListener(MessageHandler handler) {
        this.handler = handler;
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Batch batch = new EventDecoder(input.readAllBytes()).decode();
        List<String> failures = new ArrayList<>();
        for (Delivery delivery : batch.deliveries()) {
            switch (delivery) {
                case Message message -> handle(message, context, failures);
                case UndecodableRecord undecodable -> failures.add(undecodable.toString());
            }
        }
        if (!failures.isEmpty()) {
            throw new BatchFailedException(failures.size() + " of " + batch.deliveries().size()
                    + " records failed; the whole batch comes back. First: " + failures.getFirst());
        }
    }

    private void handle(Message message, Context context, List<String> failures) {
        try {
            handler.handle(message, context);
        } catch (Exception e) {
            failures.add(message + ": " + e);
        }
    }
}
