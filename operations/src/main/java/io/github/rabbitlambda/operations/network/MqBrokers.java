package io.github.rabbitlambda.operations.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.BrokerRetry;

/**
 * Calls Amazon MQ's DescribeBroker. The request is signed here because the SDK's module for Amazon MQ is not published
 * in the version that the other modules have.
 *
 * @see <a href="https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers-broker-id.html">Broker, HTTP methods</a>
 */
public final class MqBrokers {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final BrokerRetry RETRY = new BrokerRetry(Duration.ofSeconds(10), Duration.ofMillis(500));

    private final URI endpoint;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    /** The subnets and security groups of a broker. A public broker may have no groups. */
    public record Placement(List<String> subnets, List<String> groups) {}

    public MqBrokers(URI endpoint, Region region, AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
    }

    /** Uses the function's own Region and the credentials of its role. */
    public static MqBrokers ofThisRegion() {
        Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
        return new MqBrokers(URI.create("https://mq." + region.id() + "." + region.metadata().partition().dnsSuffix()),
                region,
                DefaultCredentialsProvider.builder().build());
    }

    /**
     * Describes one broker.
     *
     * @param broker its id, or its ARN, which ends in the id
     */
    public Placement describe(String broker) {
        String id = broker.substring(broker.lastIndexOf(':') + 1);
        JsonNode description = RETRY.call("Amazon MQ", () -> call(id));
        return new Placement(texts(description.path("subnetIds")), texts(description.path("securityGroups")));
    }

    private JsonNode call(String id) {
        try {
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder().request(signed(id)).build())
                    .call();
            return answer(id, response);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private SdkHttpRequest signed(String id) {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder().method(SdkHttpMethod.GET).uri(endpoint)
                .encodedPath("/v1/brokers/" + id).build();
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(credentials.resolveCredentials()).request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "mq")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()))
                .request();
    }

    private static JsonNode answer(String id, HttpExecuteResponse response) throws IOException {
        int status = response.httpResponse().statusCode();
        JsonNode body = body(response);
        if (status >= 500 || status == TOO_MANY_REQUESTS) {
            throw new IOException("Amazon MQ answered " + status);
        }
        if (status == 403) {
            throw new OperationFailedException(
                    "This function's role must allow mq:DescribeBroker on %s, and AWS refused it: %s"
                            .formatted(id, message(body)));
        }
        if (status != 200) {
            throw new OperationFailedException(
                    "mq:DescribeBroker on %s failed: %d %s".formatted(id, status, message(body)));
        }
        return body;
    }

    private static JsonNode body(HttpExecuteResponse response) throws IOException {
        try (InputStream body = response.responseBody().map(InputStream.class::cast)
                .orElseGet(InputStream::nullInputStream)) {
            return new ObjectMapper().readTree(body);
        }
    }

    private static String message(JsonNode body) {
        return Optional.ofNullable(body.path("message").textValue()).orElseGet(() -> body.path("Message").asText());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
