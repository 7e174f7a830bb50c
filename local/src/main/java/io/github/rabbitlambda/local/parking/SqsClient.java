package io.github.rabbitlambda.local.parking;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The three calls of SQS that a failure queue needs, in its JSON protocol
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html).
 */
final class SqsClient implements AutoCloseable {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(30);
    private static final int MOST_MESSAGES = 10;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();
    private final URI endpoint;

    SqsClient(URI endpoint) {
        this.endpoint = endpoint;
    }

    void createQueue(String name) {
        call("CreateQueue", Map.of("QueueName", name));
    }

    /** Takes up to ten messages out of the queue; waits for the first one. */
    List<String> take(String queueUrl, Duration wait) {
        JsonNode answer = call("ReceiveMessage", Map.of("QueueUrl", queueUrl, "MaxNumberOfMessages", MOST_MESSAGES,
                "WaitTimeSeconds", wait.toSeconds()));
        List<String> bodies = new ArrayList<>();
        for (JsonNode message : answer.path("Messages")) {
            call("DeleteMessage",
                    Map.of("QueueUrl", queueUrl, "ReceiptHandle", message.path("ReceiptHandle").asText()));
            bodies.add(message.path("Body").asText());
        }
        return bodies;
    }

    private JsonNode call(String action, Map<String, Object> parameters) {
        try {
            HttpRequest request = HttpRequest.newBuilder(endpoint).timeout(CALL_LIMIT)
                    .header("Content-Type", "application/x-amz-json-1.0").header("X-Amz-Target", "AmazonSQS." + action)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(parameters))).build();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "the failure queue answers %s with %d".formatted(action, response.statusCode()));
            }
            return response.body().length == 0 ? json.createObjectNode() : json.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("the failure queue does not answer %s: %s".formatted(action, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the failure queue", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
