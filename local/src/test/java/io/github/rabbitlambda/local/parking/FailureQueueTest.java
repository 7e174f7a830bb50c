package io.github.rabbitlambda.local.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.json.JsonMapper;

class FailureQueueTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final FailureQueue queue = FailureQueue.start();
    private final List<ParkedMessage> parked = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        queue.close();
    }

    private void send(String text) throws Exception {
        Map<String, String> variables = queue.variables(Set.of());
        String request = new JsonMapper().writeValueAsString(
                Map.of("QueueUrl", variables.get("LISTENER_FAILURE_QUEUE_URL"), "MessageBody", text));
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(variables.get("AWS_ENDPOINT_URL_SQS")))
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS.SendMessage")
                        .POST(HttpRequest.BodyPublishers.ofString(request)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void passesOnWhatArrivesAndTheRestAtTheEnd() throws Exception {
        queue.watch(parked::add);
        send("first");
        await().atMost(Duration.ofSeconds(20)).until(() -> parked.size() == 1);
        for (int i = 0; i < 25; i++) {
            send("text " + i);
        }
        queue.finish(parked::add);
        assertThat(parked).hasSize(26).doesNotHaveDuplicates();
        assertThat(parked.getFirst().body()).isEqualTo("first");
    }

    @Test
    void takesTextsOfSqssLimit() throws Exception {
        send("x".repeat(1_048_576));
        queue.finish(parked::add);
        assertThat(parked).extracting(ParkedMessage::description)
                .containsExactly("the function sent a text of 1048576 characters that no listener parks");
    }

    @Test
    void tellsAFunctionWhereToPark() {
        String endpoint = queue.variables(Set.of()).get("AWS_ENDPOINT_URL_SQS");
        assertThat(endpoint).matches("http://127\\.0\\.0\\.1:\\d+");
        assertThat(queue.variables(Set.of())).containsExactlyInAnyOrderEntriesOf(Map.of(
                "LISTENER_FAILURE_QUEUE_URL", endpoint + "/000000000000/parked", "AWS_ENDPOINT_URL_SQS", endpoint,
                "LISTENER_PARK_MAX_BYTES", "1048576", "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY",
                "local"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"})
    void leavesCredentialsOfTheUsersOwn(String name) {
        assertThat(queue.variables(Set.of(name, "T"))).containsOnlyKeys("LISTENER_FAILURE_QUEUE_URL",
                "AWS_ENDPOINT_URL_SQS", "LISTENER_PARK_MAX_BYTES");
    }

    @Test
    void recognisesAQueueOfTheUsersOwn() {
        assertThat(FailureQueue.ownQueueIn(Map.of("AWS_ENDPOINT_URL", "x", "T", "t")))
                .containsExactly("AWS_ENDPOINT_URL");
        assertThat(FailureQueue.ownQueueIn(Map.of("AWS_ENDPOINT_URL_SQS", "x")))
                .containsExactly("AWS_ENDPOINT_URL_SQS");
        assertThat(FailureQueue.ownQueueIn(Map.of("LISTENER_FAILURE_QUEUE_URL", "")))
                .containsExactly("LISTENER_FAILURE_QUEUE_URL");
        assertThat(FailureQueue.ownQueueIn(Map.of("AWS_PROFILE", "p"))).isEmpty();
    }
}
