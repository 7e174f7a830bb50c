package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.http.client.JdkHttpClientHttpLayer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * The broker's Prometheus endpoint, which costs the broker less than its management API. It tells what the node that
 * answers knows: in a cluster each node has counts of its own.
 *
 * @see <a href="https://www.rabbitmq.com/docs/prometheus#detailed-endpoint">RabbitMQ: detailed endpoint</a>
 */
final class MetricsEndpoint {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final String QUERY = "/metrics/detailed?family=queue_coarse_metrics&family=queue_consumer_count"
            + "&family=queue_delivery_metrics&vhost=";

    private final URI address;
    private final BrokerSecret user;
    private final HttpClient client;

    MetricsEndpoint(URI address, BrokerSecret user, SSLContext trust) {
        this.address = address;
        this.user = user;
        this.client = HttpClient.newBuilder().sslContext(trust).connectTimeout(CONNECT).build();
    }

    /**
     * The counts of every queue of the virtual host, by name.
     *
     * @throws OperationFailedException
     *             if they can't be read here
     */
    Map<String, QueueCounts> read(String virtualHost) {
        URI uri = URI.create(address.toString().replaceAll("/*$", "") + QUERY
                + URLEncoder.encode(virtualHost, StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri).timeout(ANSWER)
                .header("authorization", JdkHttpClientHttpLayer.authorization(user.username(), user.password()))
                .build());
        if (answer.statusCode() != 200 || !answer.body().startsWith("#")) {
            throw failed("it answered status " + answer.statusCode() + " and no metrics");
        }
        return PrometheusText.counts(answer.body(), virtualHost);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw failed(String.valueOf(failure));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        }
    }

    private OperationFailedException failed(String why) {
        return new OperationFailedException("The broker's metrics can't be read at %s/metrics/detailed: %s"
                .formatted(address, why));
    }
}
