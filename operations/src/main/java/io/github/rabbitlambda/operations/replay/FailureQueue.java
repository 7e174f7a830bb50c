package io.github.rabbitlambda.operations.replay;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.replay.ParkedMessage.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The SQS queue of parked messages. SQS returns at most ten at a time, in no order. */
record FailureQueue(SqsClient sqs, String url) {
    private static final int TEN = 10;
    /** The longest time that Replay may run. Until then nobody else receives the same messages. */
    private static final Duration HOLD = Duration.ofMinutes(15);
    /** Time to read what is large from S3. If a peek ends without releasing its messages, they are back after it. */
    private static final Duration GLANCE = Duration.ofSeconds(60);
    private static final int WAIT_SECONDS = 1;

    List<Held> take(int most) {
        return receive(most, HOLD);
    }

    /** Receives until there are so many or SQS has no more. */
    List<Held> glance(int most) {
        List<Held> all = new ArrayList<>();
        while (all.size() < most) {
            List<Held> some = receive(most - all.size(), GLANCE);
            if (some.isEmpty()) {
                break;
            }
            all.addAll(some);
        }
        return all;
    }

    private List<Held> receive(int most, Duration hold) {
        return AwsCall.of("sqs:ReceiveMessage", url, () -> sqs.receiveMessage(request -> request.queueUrl(url)
                .maxNumberOfMessages(Math.min(TEN, most)).waitTimeSeconds(WAIT_SECONDS)
                .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                .visibilityTimeout((int) hold.toSeconds()))).messages().stream().map(FailureQueue::held).toList();
    }

    private static Held held(Message message) {
        String receives = message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        return new Held(message.messageId(), message.receiptHandle(), message.body(), Integer.parseInt(receives));
    }

    /** Returns the ids of the messages that could not be deleted. */
    List<String> delete(List<Held> messages) {
        List<String> failures = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += TEN) {
            List<Held> some = messages.subList(from, Math.min(messages.size(), from + TEN));
            AwsCall.of("sqs:DeleteMessage", url, () -> sqs.deleteMessageBatch(request -> request.queueUrl(url)
                    .entries(some.stream().map(FailureQueue::deletion).toList()))).failed().stream()
                    .map(BatchResultErrorEntry::id).forEach(failures::add);
        }
        return failures;
    }

    /** Releases messages that were received and not replayed. If that fails, SQS releases them later. */
    void release(List<Held> messages) {
        for (int from = 0; from < messages.size(); from += TEN) {
            List<Held> some = messages.subList(from, Math.min(messages.size(), from + TEN));
            AwsCall.of("sqs:ChangeMessageVisibility", url, () -> sqs.changeMessageVisibilityBatch(request -> request
                    .queueUrl(url).entries(some.stream().map(FailureQueue::visible).toList())));
        }
    }

    long depth() {
        Map<QueueAttributeName, String> attributes = AwsCall.of("sqs:GetQueueAttributes", url,
                () -> sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)))
                .attributes();
        return attributes.values().stream().mapToLong(Long::parseLong).sum();
    }

    private static DeleteMessageBatchRequestEntry deletion(Held held) {
        return DeleteMessageBatchRequestEntry.builder().id(held.id()).receiptHandle(held.handle()).build();
    }

    private static ChangeMessageVisibilityBatchRequestEntry visible(Held held) {
        return ChangeMessageVisibilityBatchRequestEntry.builder().id(held.id()).receiptHandle(held.handle())
                .visibilityTimeout(0)
                .build();
    }
}
