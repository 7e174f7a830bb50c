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
final class AwsService implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    record Request(String operation, String query, String authorization, String body) {
        String parameter(String name) {
            return Arrays.stream((query + "&" + body).split("&")).filter(it -> it.startsWith(name + "="))
                    .map(it -> URLDecoder.decode(it.substring(name.length() + 1), StandardCharsets.UTF_8)).findFirst()
                    .orElse("");
        }
    }

    record Answer(int status, String body, Optional<String> errorType, Optional<String> functionError) {
        Answer(int status, String body, Optional<String> errorType) {
            this(status, body, errorType, Optional.empty());
        }

        static Answer ok(String body) {
            return new Answer(200, body, Optional.empty());
        }

        static Answer error(int status, String type, String message) {
            return new Answer(status, "{\"__type\":\"%s\",\"Type\":\"User\",\"message\":\"%s\",\"Message\":\"%s\"}"
                    .formatted(type, message, message), Optional.of(type));
        }

        /** An invocation that ended in an exception. */
        static Answer functionError(String message) {
            return new Answer(200,
                    "{\"errorMessage\":\"%s\",\"errorType\":\"java.lang.RuntimeException\",\"stackTrace\":[]}"
                            .formatted(message),
                    Optional.empty(), Optional.of("Unhandled"));
        }

        static Answer queryError(int status, String type, String message) {
            return new Answer(status,
                    ("<?xml version=\"1.0\" "
                            + "encoding=\"UTF-8\"?><Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>1</RequestID></Response>")
                            .formatted(type, message),
                    Optional.empty());
        }
    }

    AwsService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    AwsService on(String operation, Function<Request, Answer> answer) {
        answers.put(operation, answer);
        return this;
    }

    AwsService on(String operation, Answer answer) {
        return on(operation, request -> answer);
    }

    List<Request> requests(String operation) {
        return requests.stream().filter(it -> it.operation.equals(operation)).toList();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder) {
        return builder.endpointOverride(endpoint()).region(Region.US_EAST_1).credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.create()).build();
    }

    static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("access-key-of-a-test", "secret-of-a-test"));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request = new Request(operation(exchange, body),
                    String.valueOf(exchange.getRequestURI().getRawQuery()),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body);
            requests.add(request);
            send(exchange, answers.getOrDefault(request.operation, it -> Answer.error(500, "NotScripted", it.operation))
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
        answer.errorType.ifPresent(it -> exchange.getResponseHeaders().add("x-amzn-ErrorType", it));
        answer.functionError.ifPresent(it -> exchange.getResponseHeaders().add("X-Amz-Function-Error", it));
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
