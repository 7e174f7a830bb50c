package io.github.rabbitlambda.operations;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server in memory. */
public final class S3Server implements AutoCloseable {
    private final S3Proxy server;

    public S3Server() throws Exception {
        server = S3Proxy.builder().blobStore(BlobStores.create("transient-nio2", new Properties()))
                .awsAuthentication(AuthenticationType.NONE, "", "").endpoint(URI.create("http://127.0.0.1:0")).build();
        server.start();
    }

    public S3Client client() {
        return S3Client.builder().endpointOverride(URI.create("http://127.0.0.1:" + server.getPort()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true).serviceConfiguration(configuration -> configuration.expectContinueEnabled(false))
                .credentialsProvider(AwsService.credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the S3 server of the tests does not stop", failure);
        }
    }
}
