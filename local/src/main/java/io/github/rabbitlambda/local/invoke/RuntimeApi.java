package io.github.rabbitlambda.local.invoke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The Lambda Runtime API, version 2018-06-01, for one function process
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), on a free port of the loopback interface.
 *
 * <p>Invariants:
 * <ol>
 * <li>An instance serves one process, so no process gets the invocation of another one ({@link FunctionProcess} makes
 * an instance for each process).
 * <li>An invocation is handed out once ({@link #waiting}) and answered at most once: {@link #running} forgets it with
 * its first answer, and a second answer is refused with 400.
 * <li>{@link #nextRequested()} is completed while the function waits for an invocation. {@link #handleNext} replaces it
 * before it hands out an invocation, so that after the answer it completes with the function's next request.
 * {@code init/error} completes it exceptionally.
 * </ol>
 * Safe for use by many threads.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final JsonMapper JSON = new JsonMapper();
    /**
     * The limit of a synchronous invocation: 6 MB
     * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
     */
    private static final int LARGEST_RESPONSE = 6 * 1024 * 1024;
    private static final Answer TOO_LARGE = new Answer.Error("Function.ResponseSizeTooLarge",
            "a response may have 6 MB at most");

    static {
        // Nagle's algorithm would add 40 ms to every small invocation on older JDKs
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What the function answered. */
    sealed interface Answer {
        record Response(int bytes) implements Answer {}

        record Error(String type, String message) implements Answer {}
    }

    /**
     * The function's runtime reported by {@code init/error} that the function can't be started. Our own runtime clients
     * report sentences without a type.
     */
    static final class InitError extends RuntimeException {
        private static final long serialVersionUID = 1;

        InitError(Answer.Error error) {
            super(error.type().isEmpty() ? error.message() : error.type() + ": " + error.message());
        }
    }

    private record Invocation(String id, byte[] event, long deadlineMillis, CompletableFuture<Answer> answer) {}

    private final String functionArn;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private volatile CompletableFuture<Void> nextRequested = new CompletableFuture<>();

    RuntimeApi(String functionArn) {
        this.functionArn = functionArn;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Host and port, the value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return server.getAddress().getHostString() + ":" + server.getAddress().getPort();
    }

    /** Completes when the function asks for its next invocation. */
    CompletableFuture<Void> nextRequested() {
        return nextRequested;
    }

    /** Hands the event to the function's next request; {@code deadlineMillis} is in epoch milliseconds. */
    CompletableFuture<Answer> submit(byte[] event, long deadlineMillis) {
        RuntimeApi.Invocation invocation = new Invocation(UUID.randomUUID().toString(), event, deadlineMillis,
                new CompletableFuture<>());
        waiting.add(invocation);
        return invocation.answer();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("GET") && path.equals(ROOT + "invocation/next")) {
                handleNext(exchange);
            } else if (exchange.getRequestMethod().equals("POST") && path.equals(ROOT + "init/error")) {
                handleInitError(exchange);
            } else if (exchange.getRequestMethod().equals("POST") && path.startsWith(ROOT + "invocation/")) {
                handleAnswer(exchange, path.substring((ROOT + "invocation/").length()).split("/"));
            } else {
                reply(exchange, 404, "{\"errorType\":\"NotFound\",\"errorMessage\":\"unknown path\"}");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handleNext(HttpExchange exchange) throws IOException, InterruptedException {
        nextRequested.complete(null);
        Invocation invocation = waiting.take();
        nextRequested = new CompletableFuture<>();
        running.put(invocation.id(), invocation);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(invocation.deadlineMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set("Lambda-Runtime-Trace-Id", traceId());
        exchange.sendResponseHeaders(200, invocation.event().length);
        exchange.getResponseBody().write(invocation.event());
    }

    private static String traceId() {
        String randomDigits = UUID.randomUUID().toString().replace("-", "");
        return "Root=1-%08x-%s;Parent=%s;Sampled=0".formatted(System.currentTimeMillis() / 1000,
                randomDigits.substring(0, 24), randomDigits.substring(16));
    }

    private void handleAnswer(HttpExchange exchange, String[] idAndKind) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String kind = idAndKind.length == 2 ? idAndKind[1] : "";
        Invocation invocation = kind.equals("response") || kind.equals("error") ? running.remove(idAndKind[0]) : null;
        if (invocation == null) {
            reply(exchange, 400, "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"no such invocation\"}");
            return;
        }
        boolean isResponse = kind.equals("response");
        boolean isTooLarge = isResponse && body.length > LARGEST_RESPONSE;
        reply(exchange, isTooLarge ? 413 : 202,
                isTooLarge ? "{\"errorType\":\"RequestEntityTooLarge\"}" : "{\"status\":\"OK\"}");
        invocation.answer()
                .complete(
                        isTooLarge ? TOO_LARGE : isResponse ? new Answer.Response(body.length) : error(exchange, body));
    }

    private void handleInitError(HttpExchange exchange) throws IOException {
        Answer.Error error = error(exchange, exchange.getRequestBody().readAllBytes());
        reply(exchange, 202, "{\"status\":\"OK\"}");
        nextRequested.completeExceptionally(new InitError(error));
    }

    private static Answer.Error error(HttpExchange exchange, byte[] body) {
        String header = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        try {
            JsonNode json = JSON.readTree(body);
            return new Answer.Error(json.path("errorType").asText(header == null ? "Error" : header),
                    json.path("errorMessage").asText(""));
        } catch (JacksonException e) {
            return new Answer.Error(header == null ? "Error" : header, new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
