package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Lambda's Runtime API for one process, which hands back what the function answers: local's keeps only its size.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeServer implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";

    private record Pending(String id, byte[] event, long deadlineMillis, CompletableFuture<FunctionAnswer> answer) {}

    private final String functionArn;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private volatile Pending running = new Pending("", new byte[0], 0, new CompletableFuture<>());

    RuntimeServer(String functionArn) {
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

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    CompletableFuture<FunctionAnswer> submit(byte[] event, long deadlineMillis) {
        Pending next = new Pending(UUID.randomUUID().toString(), event, deadlineMillis, new CompletableFuture<>());
        waiting.add(next);
        return next.answer();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(ROOT + "invocation/next")) {
                handOut(exchange);
            } else {
                boolean isError = path.endsWith("/error");
                running.answer().complete(new FunctionAnswer(isError, exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOut(HttpExchange exchange) throws IOException, InterruptedException {
        running = waiting.take();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", running.id());
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", String.valueOf(running.deadlineMillis()));
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        exchange.sendResponseHeaders(200, running.event().length);
        exchange.getResponseBody().write(running.event());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
