package io.github.rabbitlambda.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RuntimeApiTest {
    private final RuntimeApi api = new RuntimeApi("arn:function");
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        api.close();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest
                .newBuilder(URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path))
                .header("Lambda-Runtime-Function-Error-Type", "Header.Type")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> next() throws IOException, InterruptedException {
        return send("GET", "invocation/next", "");
    }

    private static String id(HttpResponse<String> next) {
        return next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
    }

    @Test
    void handsOutAnEventWithLambdasHeaders() throws Exception {
        api.submit("event é".getBytes(StandardCharsets.UTF_8), 4711);
        HttpResponse<String> next = next();
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body()).isEqualTo("event é");
        assertThat(id(next)).matches("[0-9a-f-]{36}");
        assertThat(next.headers().firstValue("Lambda-Runtime-Deadline-Ms")).contains("4711");
        assertThat(next.headers().firstValue("Lambda-Runtime-Invoked-Function-Arn")).contains("arn:function");
        assertThat(next.headers().firstValue("Lambda-Runtime-Trace-Id").orElseThrow())
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
    }

    @Test
    void takesAResponseOnce() throws Exception {
        CompletableFuture<RuntimeApi.Answer> answer = api.submit("e".getBytes(StandardCharsets.UTF_8), 0);
        String id = id(next());
        assertThat(send("POST", "invocation/" + id + "/response", "12345").statusCode()).isEqualTo(202);
        assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new RuntimeApi.Answer.Response(5));
        assertThat(send("POST", "invocation/" + id + "/response", "again").statusCode()).isEqualTo(400);
        assertThat(send("POST", "invocation/" + id + "/error", "{}").body()).contains("InvalidRequestID");
    }

    @Test
    void refusesAResponseThatIsTooLarge() throws Exception {
        CompletableFuture<RuntimeApi.Answer> fits = api.submit("e".getBytes(StandardCharsets.UTF_8), 0);
        assertThat(send("POST", "invocation/" + id(next()) + "/response", "x".repeat(6 * 1024 * 1024)).statusCode())
                .isEqualTo(202);
        assertThat(fits).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(RuntimeApi.Answer.Response.class);
        CompletableFuture<RuntimeApi.Answer> tooLarge = api.submit("e".getBytes(StandardCharsets.UTF_8), 0);
        assertThat(send("POST", "invocation/" + id(next()) + "/response", "x".repeat(6 * 1024 * 1024 + 1)).statusCode())
                .isEqualTo(413);
        assertThat(tooLarge).succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(new RuntimeApi.Answer.Error("Function.ResponseSizeTooLarge",
                        "a response may have 6 MB at most"));
    }

    @Test
    void takesAnErrorWithItsTypeAndMessage() throws Exception {
        CompletableFuture<RuntimeApi.Answer> answer = api.submit("e".getBytes(StandardCharsets.UTF_8), 0);
        send("POST", "invocation/" + id(next()) + "/error",
                "{\"errorType\":\"T\",\"errorMessage\":\"M\",\"stackTrace\":[]}");
        assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new RuntimeApi.Answer.Error("T", "M"));
    }

    @Test
    void takesAnErrorThatIsNoJson() throws Exception {
        CompletableFuture<RuntimeApi.Answer> answer = api.submit("e".getBytes(StandardCharsets.UTF_8), 0);
        send("POST", "invocation/" + id(next()) + "/error", "plain");
        assertThat(answer).succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(new RuntimeApi.Answer.Error("Header.Type", "plain"));
    }

    @Test
    void takesAnInitError() throws Exception {
        assertThat(send("POST", "init/error", "{\"errorMessage\":\"M\"}").statusCode()).isEqualTo(202);
        assertThat(api.nextRequested()).failsWithin(Duration.ofSeconds(10)).withThrowableThat().havingCause()
                .withMessage("Header.Type: M");
    }

    @Test
    void takesASentenceAsAnInitError() throws Exception {
        send("POST", "init/error", "{\"errorType\":\"\",\"errorMessage\":\"no such class\"}");
        assertThat(api.nextRequested()).failsWithin(Duration.ofSeconds(10)).withThrowableThat().havingCause()
                .withMessage("no such class");
    }

    @Test
    void refusesOtherPaths() throws Exception {
        assertThat(send("GET", "nope", "").statusCode()).isEqualTo(404);
        assertThat(send("POST", "invocation/next", "").statusCode()).isEqualTo(400);
        assertThat(send("POST", "invocation/unknown/response", "").statusCode()).isEqualTo(400);
        assertThat(send("POST", "invocation/unknown/other", "").statusCode()).isEqualTo(400);
    }
}
