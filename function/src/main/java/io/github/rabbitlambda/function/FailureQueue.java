package io.github.rabbitlambda.function;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends texts to the failure queue in batches. Entries that SQS fails for reasons of its own are sent again.
 */
final class FailureQueue {
    private static final int MAX_ROUNDS = 4;

    private final SqsClient sqs;
    private final URI url;
    private final Pause pause;
    private final Backoff backoff;

    FailureQueue(SqsClient sqs, URI url, Pause pause, Backoff backoff) {
        this.sqs = sqs;
        this.url = url;
        this.pause = pause;
        this.backoff = backoff;
    }

    record Entry(Failure failure, String body) {}

    /**
     * @param sent
     *            collects what was sent, also when this method throws
     * @throws ParkingException
     *             when an entry was not sent
     */
    void send(List<Entry> batch, Invocation invocation, Set<Failure> sent) {
        List<Entry> pending = batch;
        for (int round = 1; !pending.isEmpty(); round++) {
            List<BatchResultErrorEntry> failed = sendOnce(pending, invocation).failed();
            List<Entry> toRetry = failed.stream().map(BatchResultErrorEntry::id).map(Integer::parseInt)
                    .map(pending::get).toList();
            pending.stream().filter(entry -> !toRetry.contains(entry)).map(Entry::failure).forEach(sent::add);
            if (!failed.isEmpty()) {
                pauseBeforeRetry(failed.getFirst(), round);
            }
            pending = toRetry;
        }
    }

    private SendMessageBatchResponse sendOnce(List<Entry> entries, Invocation invocation) {
        List<SendMessageBatchRequestEntry> request = new ArrayList<>();
        for (Entry entry : entries) {
            request.add(SendMessageBatchRequestEntry.builder().id(Integer.toString(request.size()))
                    .messageBody(entry.body()).build());
        }
        return sqs.sendMessageBatch(batch -> batch.queueUrl(url.toString()).entries(request)
                .overrideConfiguration(AwsClients.timeLimit(invocation)));
    }

    /** Throws when a retry can't help or was the last one. */
    private void pauseBeforeRetry(BatchResultErrorEntry failed, int round) {
        if (failed.senderFault() || round == MAX_ROUNDS) {
            throw new ParkingException("SQS refuses an entry: " + failed.code() + " " + failed.message());
        }
        try {
            pause.sleep(backoff.after(round));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParkingException("interrupted while SQS failed an entry: " + failed.code());
        }
    }
}
