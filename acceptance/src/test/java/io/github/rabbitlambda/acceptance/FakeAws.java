package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers the two AWS calls for which there is no server to install: GetSecretValue returns the users of a private node,
 * and Lambda's Invoke is passed on to a function of the test.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class FakeAws implements AutoCloseable {
    static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:broker-AbCdEf";
    static final String CONSUMER = "arn:aws:secretsmanager:us-east-1:123456789012:secret:consumer-AbCdEf";
    static final String PUBLISHER = "arn:aws:secretsmanager:us-east-1:123456789012:secret:publisher-AbCdEf";
    /** By the ARNs of the secrets: the user whose name is its password, too. */
    static final Map<String, String> USERS = Map.of(SECRET, "guest", CONSUMER, "consumer-a", PUBLISHER, "publisher-a");
    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:tasks";
    private static final String INVOKE = "/2015-03-31/functions/" + FUNCTION + "/invocations";
    private static final JsonMapper JSON = new JsonMapper();

    /** The function that Invoke calls. */
    @FunctionalInterface
    interface Invoked {
        byte[] answer(byte[] event) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Invoked invoked = event -> {
        throw new IllegalStateException("no function was set for Invoke");
    };

    FakeAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void onInvoke(Invoked function) {
        invoked = function;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            if ("secretsmanager.GetSecretValue".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
                reply(exchange, 200, secret(request));
            } else if (exchange.getRequestURI().getPath().equals(INVOKE)) {
                reply(exchange, 200, invoked.answer(request));
            } else {
                reply(exchange, 404,
                        "{\"message\":\"FakeAws does not answer this call\"}".getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] secret(byte[] request) throws IOException {
        String arn = JSON.readTree(request).path("SecretId").asText();
        String user = USERS.get(arn);
        return JSON.writeValueAsBytes(JSON.createObjectNode().put("ARN", arn).put("SecretString",
                JSON.createObjectNode().put("username", user).put("password", user).toString()));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
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
