package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Pace;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Sends the requests of custom resources, and receives the answers at a URL as CloudFormation's in S3.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html">Response
 *      objects, of 4,096 bytes at most</a>
 */
public final class CustomResources implements AutoCloseable {
    private static final int LARGEST_ANSWER = 4096;
    private static final Duration LIMIT = Duration.ofHours(1);

    private final Functions functions;
    private final Pace pace;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();

    public CustomResources(Functions functions, Pace pace) {
        this.functions = functions;
        this.pace = pace;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Sends a request and waits for its answer. */
    public JsonNode ask(String serviceToken, ObjectNode request) {
        try {
            return send(serviceToken, request).get(pace.of(LIMIT).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return Json.object("Status", "FAILED", "Reason",
                    "CloudFormation did not receive a response from your Custom Resource.");
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request whose answer need not be awaited. */
    public CompletableFuture<JsonNode> send(String serviceToken, ObjectNode request) {
        String id = UUID.randomUUID().toString();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        awaited.put(id, answer);
        request.put("RequestId", id).put("ResponseURL",
                "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/" + id);
        FunctionVersion function = functions.find(serviceToken)
                .orElseThrow(() -> new Refused("Function not found: " + serviceToken));
        byte[] event = Json.text(request).getBytes(StandardCharsets.UTF_8);
        threads.submit(() -> functions.invoke(function, event));
        return answer;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = exchange.getRequestURI().getPath().substring(1);
            CompletableFuture<JsonNode> answer = awaited.get(id);
            if (answer != null) {
                answer.complete(body.length > LARGEST_ANSWER
                        ? Json.object("Status", "FAILED", "Reason", "Response object is too long.")
                        : Json.read(body));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
