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
 * Sends to the failure queue, a batch at a time; what SQS fails of a batch for reasons of its own is sent again.
 */
final class FailureQueue {
    private static final int ROUNDS = 4;

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
     *            takes what was sent, also when the rest fails
     * @throws ParkingException
     *             when something was not sent
     */
    void send(List<Entry> batch, Invocation invocation, Set<Failure> sent) {
        List<Entry> pending = batch;
        for (int round = 1; !pending.isEmpty(); round++) {
            List<BatchResultErrorEntry> failed = sendOnce(pending, invocation).failed();
            List<Entry> again = failed.stream().map(BatchResultErrorEntry::id).map(Integer::parseInt)
                    .map(pending::get).toList();
            pending.stream().filter(entry -> !again.contains(entry)).map(Entry::failure).forEach(sent::add);
            if (!failed.isEmpty()) {
                pauseUnlessHopeless(failed.getFirst(), round);
            }
            pending = again;
        }
    }

    private SendMessageBatchResponse sendOnce(List<Entry> entries, Invocation invocation) {
        List<SendMessageBatchRequestEntry> request = new ArrayList<>();
        for (Entry entry : entries) {
            request.add(SendMessageBatchRequestEntry.builder().id(Integer.toString(request.size()))
                    .messageBody(entry.body()).build());
        }
        return sqs.sendMessageBatch(batch -> batch.queueUrl(url.toString()).entries(request)
                .overrideConfiguration(AwsClients.within(invocation)));
    }

    private void pauseUnlessHopeless(BatchResultErrorEntry failed, int round) {
        if (failed.senderFault() || round == ROUNDS) {
            throw new ParkingException("SQS refuses an entry: " + failed.code() + " " + failed.message());
        }
        try {
            pause.of(backoff.after(round));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParkingException("interrupted while SQS failed an entry: " + failed.code());
        }
    }
}
