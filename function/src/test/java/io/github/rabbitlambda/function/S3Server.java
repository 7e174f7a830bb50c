package io.github.rabbitlambda.function;

import java.net.URI;
import java.util.Properties;

import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A local S3 server in memory: S3Proxy.
 */
public final class S3Server implements AutoCloseable {
    private final S3Proxy server;
    private final URI endpoint;

    public S3Server() {
        try {
            server = S3Proxy.builder().blobStore(BlobStores.create("transient-nio2", new Properties()))
                    .awsAuthentication(AuthenticationType.NONE, "", "").endpoint(URI.create("http://127.0.0.1:0"))
                    .build();
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server does not start", e);
        }
        endpoint = URI.create("http://127.0.0.1:" + server.getPort());
    }

    public URI endpoint() {
        return endpoint;
    }

    public S3Client client() {
        return S3Client.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(TestCredentials.PROVIDER).httpClientBuilder(UrlConnectionHttpClient.builder())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED).build();
    }

    public void createBucket(String name) {
        try (S3Client client = client()) {
            client.createBucket(bucket -> bucket.bucket(name));
        }
    }

    public String object(String bucket, String key) {
        try (S3Client client = client()) {
            return client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server does not stop", e);
        }
    }
}
