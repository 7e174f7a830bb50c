package io.github.rabbitlambda.operations.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.ClientParameters;
import com.rabbitmq.http.client.HttpClientException;
import com.rabbitmq.http.client.HttpException;
import com.rabbitmq.http.client.HttpServerException;
import com.rabbitmq.http.client.JdkHttpClientHttpLayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.BrokerRetry;

/**
 * The broker's management API as its user: each call waits out a broker that is not there yet, and each refusal is told
 * in words. It takes calls from any thread.
 */
public final class ManagementApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNAUTHORIZED = 401;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final URI address;
    private final BrokerSecret user;
    private final BrokerRetry retry;
    private final Client client;
    private final HttpClient http;

    public ManagementApi(URI address, BrokerSecret user, SSLContext trust, BrokerRetry retry) {
        this.address = address;
        this.user = user;
        this.retry = retry;
        this.client = client(trust);
        // RabbitMQ closes a connection that asks for HTTP/2 with a body
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trust)
                .connectTimeout(CONNECT)
                .build();
    }

    String username() {
        return user.username();
    }

    /** Who it is, for a sentence: RabbitMQ 4.3 answers "not found" for what the user may not see. */
    String userOfSecret() {
        return "the user %s of the secret %s".formatted(user.username(), user.arn());
    }

    BrokerVersion version() {
        return new BrokerVersion(call("read its version", client -> client.getOverview().getServerVersion()));
    }

    public <T> T call(String what, Function<Client, T> call) {
        try {
            return retry.call("The broker's management API at " + address, () -> call.apply(client));
        } catch (HttpClientException refusal) {
            throw refused(what, refusal);
        } catch (HttpException failure) {
            throw new OperationFailedException("The broker's management API at %s could not be used to %s: %s"
                    .formatted(address, what, deepest(failure)), failure);
        }
    }

    /** Whether the broker knows this user with this password, and lets it use the management API. */
    boolean accepts() {
        try {
            return call("look up who signs in", client -> client.whoAmI() != null);
        } catch (OperationFailedException refused) {
            if (refused.getCause() instanceof HttpClientException answer && answer.status() == UNAUTHORIZED) {
                return false;
            }
            throw refused;
        }
    }

    /**
     * Makes a user, or gives it this password and these tags. The client can't name the algorithm of a hash, so the request is
     * made here.
     */
    void putUser(String username, PasswordHash hash, String tags) {
        String user = JSON.createObjectNode().put("password_hash", hash.base64())
                .put("hashing_algorithm", PasswordHash.ALGORITHM).put("tags", tags).toString();
        call("put the user " + username, client -> put("users/" + encoded(username), user));
    }

    private boolean put(String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path))
                .header("content-type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(json));
        prepare(request);
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            int status = answer.statusCode();
            if (status >= 500) {
                throw new HttpServerException(status, status + " " + answer.body());
            }
            if (status >= 400) {
                throw new HttpClientException(status, status + " " + answer.body());
            }
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Interrupted while waiting", interrupted);
        }
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String base() {
        return address.toString().replaceAll("/*$", "") + "/api/";
    }

    private OperationFailedException refused(String what, HttpClientException refusal) {
        return new OperationFailedException(switch (refusal.status()) {
            case 401, 403 ->
                ("The broker refused %s when asked to %s: the secret must hold the "
                        + "broker's own user and password, and that user the administrator tag. If the password was "
                        + "changed on one side, change it on the other")
                        .formatted(userOfSecret(), what);
            default -> "The broker refused to %s: %s".formatted(what, refusal.getMessage());
        }, refusal);
    }

    private static Throwable deepest(Throwable failure) {
        return BrokerRetry.causes(failure).reduce(failure, (outer, inner) -> inner);
    }

    /** A consumer of one's own replaces the one that adds the credentials. */
    private void prepare(HttpRequest.Builder request) {
        request.timeout(ANSWER).header("authorization",
                JdkHttpClientHttpLayer.authorization(user.username(), user.password()));
    }

    private Client client(SSLContext trust) {
        try {
            return new Client(new ClientParameters().url(base())
                    .username(user.username()).password(user.password())
                    .httpLayerFactory(JdkHttpClientHttpLayer.configure()
                            .clientBuilderConsumer(http -> http.sslContext(trust).connectTimeout(CONNECT))
                            .requestBuilderConsumer(this::prepare).create()));
        } catch (MalformedURLException | URISyntaxException notAnAddress) {
            throw new OperationFailedException("BROKER_MANAGEMENT_URL must be https://host (given " + address + ")",
                    notAnAddress);
        }
    }
}
