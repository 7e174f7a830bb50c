package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** The handler that most people write first: a loop over the messages, in which the first failure fails the batch. */
public final class UsualHandler implements RequestHandler<Map<String, Object>, String> {
    private final PoisonRecords records;

    /** The constructor that Lambda calls. */
    public UsualHandler() throws IOException {
        records = new PoisonRecords(Ledger.ofThisProcess());
    }

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        try {
            for (Map<String, Object> message : PoisonRecords.messages(event)) {
                records.process(message);
            }
            return "200";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
