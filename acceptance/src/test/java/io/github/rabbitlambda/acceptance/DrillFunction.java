package io.github.rabbitlambda.acceptance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;

/**
 * The listener of the poison drill. Some records are broken before it reads them, as if the poller had written them so. The
 * file LEDGER gets a line for each batch.
 */
public final class DrillFunction implements RequestStreamHandler {
    private static final String MARKED = Base64.getEncoder().encodeToString(Poison.BROKEN_BODY);

    private final PoisonListener listener;
    private final Ledger ledger;

    /** The constructor that Lambda calls. */
    public DrillFunction() throws IOException {
        listener = new PoisonListener();
        ledger = Ledger.ofThisProcess();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8).replace(MARKED,
                "*" + MARKED.substring(1));
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        ledger.add(BatchOrder.line(ids(bytes)));
        listener.handleRequest(new ByteArrayInputStream(bytes), output, context);
    }

    private static List<String> ids(byte[] event) {
        List<String> ids = new ArrayList<>();
        for (Delivery delivery : Batch.decode(event).deliveries()) {
            if (delivery instanceof Message message) {
                ids.add(message.properties().messageId().orElseThrow());
            }
        }
        return ids;
    }
}
