package io.github.rabbitlambda.acceptance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** The listener of the poison drill. Some records are broken before it reads them, as if the poller had written them so. */
public final class DrillFunction implements RequestStreamHandler {
    private static final String MARKED = Base64.getEncoder().encodeToString(Poison.BROKEN_BODY);

    private final PoisonListener listener;

    /** The constructor that Lambda calls. */
    public DrillFunction() throws IOException {
        listener = new PoisonListener();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8).replace(MARKED,
                "*" + MARKED.substring(1));
        listener.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, context);
    }
}
