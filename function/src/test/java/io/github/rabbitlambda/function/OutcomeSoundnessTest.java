package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.rabbitlambda.function.OutcomeOracle.Fate;
import io.github.rabbitlambda.function.OutcomeOracle.Verdict;
import io.github.rabbitlambda.function.RandomBatch.FailureQueueState;
import io.github.rabbitlambda.function.RandomBatch.Record;
import io.github.rabbitlambda.function.testing.TestContext;
import io.github.rabbitlambda.function.message.Message;

/**
 * Whatever handlers throw, wrapped in whatever: every batch ends, in the outcome that docs/listener.md says, and no
 * message is lost.
 */
class OutcomeSoundnessTest {
    private static final int BATCHES = 4_000;
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyBatchEndsInAnOutcomeOfTheTable() throws IOException {
        int[] endings = new int[3];
        for (int seed = 0; seed < BATCHES; seed++) {
            RandomBatch batch = RandomBatch.from(new SplittableRandom(seed));
            endings[new Run("seed " + seed, batch).check().ordinal()]++;
        }
        assertThat(IntStream.of(endings).boxed()).as("succeeded, could not park, stopped").hasSize(3)
                .allMatch(count -> count > BATCHES / 20);
    }

    private enum Ending {
        SUCCEEDED, COULD_NOT_PARK, STOPPED
    }

    /** One batch, delivered once with its failures, and if it comes back once more without them. */
    private static final class Run {
        private final String name;
        private final RandomBatch batch;
        private final List<Verdict> verdicts;
        private final MemoryLedger ledger = new MemoryLedger();
        private final Map<Integer, AtomicInteger> calls = new ConcurrentHashMap<>();
        private final Map<Integer, AtomicInteger> returns = new ConcurrentHashMap<>();
        private final TestListener listener;
        private boolean healed;

        Run(String name, RandomBatch batch) {
            this.name = name + " " + batch;
            this.batch = batch;
            this.verdicts = batch.records().stream().map(record -> OutcomeOracle.verdict(record, batch)).toList();
            batch.records().stream().filter(Record::isKnown).forEach(record -> ledger.items.put(key(record), "done"));
            this.listener = listener();
        }

        private TestListener listener() {
            TestListener.Builder builder = TestListener.with("LISTENER_ATTEMPTS=" + batch.attempts(),
                    "LISTENER_CONCURRENCY=" + batch.concurrency(), "LISTENER_OUTAGE_HOLD=7");
            if (batch.hasTable()) {
                builder = builder.ledger(ledger);
            }
            builder = switch (batch.failureQueue()) {
                case WORKS -> builder;
                case NONE -> builder.parking(new Parking.NotConfigured());
                case FAILS -> builder.parking((failures, invocation) -> {
                    throw new IllegalStateException("no SQS");
                });
            };
            return builder.handler((message, context) -> handle(message));
        }

        private void handle(Message message) {
            int number = Integer.parseInt(message.body().text());
            int attempt = calls.computeIfAbsent(number, first -> new AtomicInteger()).getAndIncrement();
            Optional<RandomThrowable> failure = healed
                    ? Optional.empty()
                    : batch.records().get(number).failures().get(attempt);
            if (failure.isPresent()) {
                NastyThrowables.<RuntimeException>sneakyThrow(failure.get().thrown());
            }
            returns.computeIfAbsent(number, first -> new AtomicInteger()).incrementAndGet();
        }

        Ending check() throws IOException {
            Optional<String> problem = deliver();
            Ending ending = ending();
            if (ending == Ending.STOPPED) {
                checkStopped(problem.orElse("succeeded").replaceFirst("; (the jar|a class|the static) .*", ""));
            } else {
                checkCompleted(ending, problem);
            }
            assertThat(listener.pauses.stream().filter(pause -> pause.toSeconds() == 7)).as(name)
                    .hasSize(problem.isPresent() ? 1 : 0);
            assertThat(ledger.items.values()).as(name).allMatch("done"::equals);
            if (problem.isPresent()) {
                checkNextDelivery();
            }
            return ending;
        }

        /** Empty when the invocation succeeds. */
        private Optional<String> deliver() {
            try {
                listener.handle(batch.batch(), new TestContext());
                return Optional.empty();
            } catch (BatchFailedException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        private Ending ending() {
            if (verdicts.stream().anyMatch(verdict -> verdict.fate().stops()) || isBroken()) {
                return Ending.STOPPED;
            }
            boolean failed = verdicts.stream().anyMatch(verdict -> verdict.fate().isParked());
            return failed && batch.failureQueue() != FailureQueueState.WORKS
                    ? Ending.COULD_NOT_PARK
                    : Ending.SUCCEEDED;
        }

        /** A severe error is its message's own only if another message shows that the function works. */
        private boolean isBroken() {
            return count(Fate.SEVERE) > 0 && verdicts.stream().noneMatch(verdict -> verdict.fate().works());
        }

        private void checkCompleted(Ending ending, Optional<String> problem) throws IOException {
            long failed = verdicts.stream().filter(verdict -> verdict.fate().isParked()).count();
            boolean succeeded = ending == Ending.SUCCEEDED;
            assertThat(problem).as(name).isEqualTo(succeeded
                    ? Optional.empty()
                    : Optional.of(comesBack(count(Fate.PROCESSED)) + failed + " of " + failed
                            + " failed records can't be parked: " + whyNotParked()));
            assertThat(listener.parked).as(name).hasSize(succeeded ? (int) failed : 0);
            for (Record record : batch.records()) {
                assertThat(callsOf(record)).as("%s record %s", name, record).isEqualTo(verdictOf(record).calls());
            }
            assertThat(listener.parked).as(name).allSatisfy(
                    failure -> assertThat(failure.message()).hasSizeLessThan(2_200));
            checkMetrics(succeeded ? failed : 0, succeeded ? 0 : failed);
        }

        private void checkMetrics(long parked, long failed) throws IOException {
            JsonNode metrics = JACKSON.readTree(listener.metrics());
            long unchecked = batch.records().stream()
                    .filter(record -> batch.hasTable() && !record.hasKey() && verdictOf(record).calls() > 0).count();
            assertThat(List.of(metrics.get("Received").asLong(), metrics.get("Processed").asLong(),
                    metrics.get("Duplicates").asLong(), metrics.get("Probes").asLong(),
                    metrics.get("Undecodable").asLong(), metrics.get("Parked").asLong(),
                    metrics.get("Failed").asLong(), metrics.get("Unchecked").asLong())).as(name)
                    .containsExactly((long) verdicts.size(), count(Fate.PROCESSED), count(Fate.DUPLICATE),
                            count(Fate.PROBE), count(Fate.UNDECODABLE), parked, failed, unchecked);
        }

        /** Messages that run at the same time end as they would alone, or are not started or not retried. */
        private void checkStopped(String problem) {
            List<String> reasons = new ArrayList<>();
            boolean before = true;
            for (Record record : batch.records()) {
                Verdict verdict = verdictOf(record);
                assertThat(callsOf(record)).as("%s record %s", name, record)
                        .isBetween(before && batch.concurrency() == 1 ? verdict.calls() : 0,
                                before || batch.concurrency() > 1 ? verdict.calls() : 0);
                if (verdict.fate().stops() && (before || batch.concurrency() > 1)) {
                    reasons.add(comesBack(returns.size()) + verdict.fate().reason());
                    before = false;
                } else if (verdict.fate() == Fate.SEVERE) {
                    reasons.add(comesBack(returns.size()) + verdict.fate().reason());
                }
            }
            assertThat(reasons).as(name).contains(problem);
            assertThat(listener.parked).as(name).isEmpty();
        }

        /** Every message is handled now unless it was before and the table knows it. */
        private void checkNextDelivery() throws IOException {
            calls.clear();
            healed = true;
            deliver();

            for (Record record : batch.records()) {
                boolean isHandled = record.kind() == RandomBatch.Kind.MESSAGE
                        && !(batch.hasTable() && record.hasKey() && (record.isKnown() || record.breaksTable()));
                int before = returns.getOrDefault(record.number(), new AtomicInteger()).get() - callsOf(record);
                int expected = isHandled && !(batch.hasTable() && record.hasKey() && before > 0) ? 1 : 0;
                if (verdicts.stream().noneMatch(verdict -> verdict.fate() == Fate.NO_TABLE)) {
                    assertThat(callsOf(record)).as("%s, delivered again, record %s", name, record).isEqualTo(expected);
                }
            }
        }

        private String comesBack(long processed) {
            return "the whole batch comes back (" + verdicts.size() + " records, " + processed + " processed): ";
        }

        private String whyNotParked() {
            return batch.failureQueue() == FailureQueueState.FAILS
                    ? "no SQS"
                    : "no failure queue is configured (LISTENER_FAILURE_QUEUE_URL is not set)";
        }

        private Verdict verdictOf(Record record) {
            return verdicts.get(record.number());
        }

        private int callsOf(Record record) {
            return calls.getOrDefault(record.number(), new AtomicInteger()).get();
        }

        private long count(Fate fate) {
            return verdicts.stream().filter(verdict -> verdict.fate() == fate).count();
        }

        private static String key(Record record) {
            return "|q::/|" + record.id();
        }

        /** Fails for the messages that break it. */
        private final class MemoryLedger implements Ledger {
            private final Map<String, String> items = new ConcurrentHashMap<>();

            @Override
            public ClaimResult claim(Claim claim, Deadline deadline) {
                if (batch.records().stream().anyMatch(r -> r.breaksTable() && key(r).equals(claim.key()))) {
                    throw new LedgerException("no DynamoDB", new IllegalStateException());
                }
                String before = items.putIfAbsent(claim.key(), claim.token());
                return before == null ? ClaimResult.GRANTED : ClaimResult.DONE;
            }

            @Override
            public void done(Claim claim) {
                items.put(claim.key(), "done");
            }

            @Override
            public void release(Claim claim) {
                items.remove(claim.key(), claim.token());
            }
        }
    }
}
