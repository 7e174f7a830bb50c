package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * Entries that SQS fails. ElasticMQ never fails one, so these tests make the responses.
 */
class FailureQueueTest {
    private static final URI URL = URI.create("https://sqs.us-east-1.amazonaws.com/111122223333/failures");

    private final TestListener.Builder builder = TestListener.with();
    private final Set<Failure> sent = new LinkedHashSet<>();
    private final List<List<String>> requests = new ArrayList<>();

    @Test
    void retriesEntriesThatSqsFailedForItsOwnReasons() {
        send(queue(false, "b", "c"), "a", "b", "c", "d");

        assertThat(requests).containsExactly(List.of("a", "b", "c", "d"), List.of("b", "c"));
        assertThat(sent).hasSize(4);
    }

    @Test
    void doesNotRetryWhenTheSenderIsAtFault() {
        assertThatThrownBy(() -> send(queue(true, "b"), "a", "b", "c")).isInstanceOf(ParkingException.class)
                .hasMessage("SQS refuses an entry: SomeCode because");
        assertThat(requests).hasSize(1);
        assertThat(sent).hasSize(2);
    }

    @Test
    void givesUpAfterFourRounds() {
        assertThatThrownBy(() -> send(queue(false, "b", "b", "b", "b"), "b")).isInstanceOf(ParkingException.class);
        assertThat(requests).hasSize(4);
        assertThat(sent).isEmpty();
    }

    private void send(SqsClient sqs, String... bodies) {
        Services services = builder.services();
        List<FailureQueue.Entry> entries = new ArrayList<>();
        for (String body : bodies) {
            entries.add(new FailureQueue.Entry(new Failure(Events.only("{\"data\":\"\"}"), 1,
                    ThrownError.of(new Error(body))), body));
        }
        new FailureQueue(sqs, URL, services.pause(), services.backoff()).send(entries,
                Invocation.of(new TestContext(), services.settings()), sent);
    }

    /** Fails a body as often as it is in the list. */
    private SqsClient queue(boolean sendersFault, String... failing) {
        List<String> toFail = new ArrayList<>(List.of(failing));
        return new SqsClient() {
            @Override
            public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
                requests.add(request.entries().stream().map(SendMessageBatchRequestEntry::messageBody).toList());
                List<BatchResultErrorEntry> failed = request.entries().stream()
                        .filter(entry -> toFail.remove(entry.messageBody()))
                        .map(entry -> BatchResultErrorEntry.builder().id(entry.id()).senderFault(sendersFault)
                                .code("SomeCode").message("because").build())
                        .toList();
                return SendMessageBatchResponse.builder().failed(failed).build();
            }

            @Override
            public String serviceName() {
                return "sqs";
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
