package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** What many write second, so that a failure stops nothing: it answers "500", which a mapping takes for a success. */
public final class CatchAllHandler implements RequestHandler<Map<String, Object>, String> {
    private final PoisonRecords records;

    /** As Lambda makes it. */
    public CatchAllHandler() throws IOException {
        records = new PoisonRecords(Ledger.ofThisProcess());
    }

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        String status = "200";
        for (Map<String, Object> message : PoisonRecords.of(event)) {
            try {
                records.process(message);
            } catch (IOException | RuntimeException e) {
                status = "500";
            }
        }
        return status;
    }
}
