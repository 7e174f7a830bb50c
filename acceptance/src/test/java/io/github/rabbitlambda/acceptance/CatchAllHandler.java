package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** The handler that many people write next: a failure stops nothing, and the answer "500" is a success for a mapping. */
public final class CatchAllHandler implements RequestHandler<Map<String, Object>, String> {
    private final PoisonRecords records;

    /** The constructor that Lambda calls. */
    public CatchAllHandler() throws IOException {
        records = new PoisonRecords(Ledger.ofThisProcess());
    }

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        String status = "200";
        for (Map<String, Object> message : PoisonRecords.messages(event)) {
            try {
                records.process(message);
            } catch (IOException | RuntimeException e) {
                status = "500";
            }
        }
        return status;
    }
}
