package io.github.rabbitlambda.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * A local HTTP server that answers as AWS services do, in their recorded forms, so that the real SDK clients are tested.
 * Requests are told apart by {@code X-Amz-Target} (JSON), {@code Action} (Query), or method and path (REST).
 */
public final class AwsService implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public record Request(String operation, String query, String authorization, String body) {
        public String parameter(String name) {
            return Arrays.stream((query + "&" + body).split("&")).filter(pair -> pair.startsWith(name + "="))
                    .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                    .findFirst()
                    .orElse("");
        }
    }

    public record Answer(int status, String body, Optional<String> errorType, Optional<String> functionError) {
        public Answer(int status, String body, Optional<String> errorType) {
            this(status, body, errorType, Optional.empty());
        }

        public static Answer ok(String body) {
            return new Answer(200, body, Optional.empty());
        }

        public static Answer error(int status, String type, String message) {
            return new Answer(status, "{\"__type\":\"%s\",\"Type\":\"User\",\"message\":\"%s\",\"Message\":\"%s\"}"
                    .formatted(type, message, message), Optional.of(type));
        }

        /** An invocation that ended in an exception. */
        public static Answer functionError(String message) {
            return new Answer(200,
                    "{\"errorMessage\":\"%s\",\"errorType\":\"java.lang.RuntimeException\",\"stackTrace\":[]}"
                            .formatted(message),
                    Optional.empty(), Optional.of("Unhandled"));
        }

        public static Answer queryError(int status, String type, String message) {
            return new Answer(status,
                    ("<?xml version=\"1.0\" "
                            + "encoding=\"UTF-8\"?><Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>1</RequestID></Response>")
                            .formatted(type, message),
                    Optional.empty());
        }
    }

    public AwsService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public AwsService on(String operation, Function<Request, Answer> answer) {
        answers.put(operation, answer);
        return this;
    }

    public AwsService on(String operation, Answer answer) {
        return on(operation, request -> answer);
    }

    public List<Request> requests(String operation) {
        return requests.stream().filter(request -> request.operation.equals(operation)).toList();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder) {
        return builder.endpointOverride(endpoint()).region(Region.US_EAST_1).credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.create()).build();
    }

    public static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("access-key-of-a-test", "secret-of-a-test"));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request = new Request(operation(exchange, body),
                    String.valueOf(exchange.getRequestURI().getRawQuery()),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body);
            requests.add(request);
            send(exchange,
                    answers.getOrDefault(request.operation,
                            unscripted -> Answer.error(500, "NotScripted", unscripted.operation))
                            .apply(request));
        }
    }

    private static String operation(HttpExchange exchange, String body) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return target.substring(target.indexOf('.') + 1);
        }
        return body.startsWith("Action=")
                ? body.substring(7, body.indexOf('&'))
                : exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        answer.errorType.ifPresent(type -> exchange.getResponseHeaders().add("x-amzn-ErrorType", type));
        answer.functionError.ifPresent(error -> exchange.getResponseHeaders().add("X-Amz-Function-Error", error));
        exchange.getResponseHeaders().add("Content-Type",
                answer.body.startsWith("<") ? "text/xml" : "application/json");
        exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
