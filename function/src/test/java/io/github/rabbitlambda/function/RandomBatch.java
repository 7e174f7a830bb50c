package io.github.rabbitlambda.function;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Events;

/**
 * A batch and what its handler does at each attempt of each message, from a seed.
 */
record RandomBatch(List<Record> records, int attempts, int concurrency, FailureQueueState failureQueue,
        boolean hasTable) {
    enum FailureQueueState {
        WORKS, NONE, FAILS
    }

    enum Kind {
        MESSAGE, UNDECODABLE, PROBE
    }

    /**
     * @param number
     *            of the record in its batch; the body says it
     * @param isKnown
     *            whether the table says that the message was processed
     * @param breaksTable
     *            whether the table fails for this message
     * @param failures
     *            what the handler throws at each attempt; where it is empty the handler returns
     */
    record Record(int number, Kind kind, String id, boolean redelivered, boolean isKnown, boolean breaksTable,
            List<Optional<RandomThrowable>> failures) {
        static Record from(int number, RandomGenerator random) {
            Kind kind = random.nextInt(8) > 1 ? Kind.MESSAGE : random.nextBoolean() ? Kind.PROBE : Kind.UNDECODABLE;
            boolean isGood = random.nextInt(3) > 0;
            List<Optional<RandomThrowable>> failures = new ArrayList<>();
            for (int attempt = 0; attempt < 3; attempt++) {
                failures.add(isGood || random.nextInt(4) == 0
                        ? Optional.empty()
                        : Optional.of(RandomThrowable.from(random)));
            }
            String id = random.nextInt(5) == 0 ? "\u200b" : "m" + number;
            return new Record(number, kind, id, random.nextBoolean(), random.nextInt(6) == 0, random.nextInt(40) == 0,
                    failures);
        }

        boolean hasKey() {
            return !id.equals("\u200b");
        }

        private String json() {
            String data = Base64.getEncoder().encodeToString(("" + number).getBytes(StandardCharsets.US_ASCII));
            return "{\"basicProperties\":{\"messageId\":\"" + id + "\",\"headers\":"
                    + (kind == Kind.PROBE ? "{\"" + BatchRun.PROBE + "\":1}" : "null") + "},\"redelivered\":"
                    + redelivered
                    + ",\"data\":\"" + (kind == Kind.UNDECODABLE ? "*" : data) + "\"}";
        }
    }

    static RandomBatch from(RandomGenerator random) {
        List<Record> records = new ArrayList<>();
        for (int number = random.nextInt(8); number >= 0; number--) {
            records.add(Record.from(records.size(), random));
        }
        int failureQueue = random.nextInt(4);
        return new RandomBatch(records, random.nextInt(1, 4), random.nextBoolean() ? 1 : 8,
                FailureQueueState.values()[Math.min(failureQueue, 2)], random.nextBoolean());
    }

    Batch batch() {
        return Batch.decode(Events.withRecords(records.stream().map(Record::json).toArray(String[]::new)));
    }
}
