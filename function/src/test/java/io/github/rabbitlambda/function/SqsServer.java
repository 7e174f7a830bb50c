package io.github.rabbitlambda.function;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * A local SQS server: ElasticMQ.
 */
public final class SqsServer implements AutoCloseable {
    private final SQSRestServer server;
    private final URI endpoint;
    private final SqsClient client;

    public SqsServer() {
        server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
        endpoint = URI.create("http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
        client = newClient();
    }

    public URI endpoint() {
        return endpoint;
    }

    public SqsClient newClient() {
        return SqsClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(TestCredentials.PROVIDER).httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public String createQueue(String name) {
        return client.createQueue(queue -> queue.queueName(name)).queueUrl();
    }

    /** Receives every message of a queue; later calls do not get them. */
    public List<String> drain(String url) {
        List<String> bodies = new ArrayList<>();
        ReceiveMessageResponse response;
        do {
            response = client.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10)
                    .visibilityTimeout((int) Duration.ofHours(1).toSeconds()));
            response.messages().forEach(message -> bodies.add(message.body()));
        } while (!response.messages().isEmpty());
        return bodies;
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
