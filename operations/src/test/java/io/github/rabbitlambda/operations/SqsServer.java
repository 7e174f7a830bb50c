package io.github.rabbitlambda.operations;

import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An SQS server in memory. */
public final class SqsServer implements AutoCloseable {
    private final SQSRestServer server;
    private final int port;

    public SqsServer() {
        server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
        port = server.waitUntilStarted().localAddress().getPort();
    }

    public SqsClient client() {
        return SqsClient.builder().endpointOverride(URI.create("http://127.0.0.1:" + port)).region(Region.US_EAST_1)
                .credentialsProvider(AwsService.credentials()).httpClient(UrlConnectionHttpClient.create()).build();
    }

    @Override
    public void close() {
        server.stopAndWait();
    }
}
