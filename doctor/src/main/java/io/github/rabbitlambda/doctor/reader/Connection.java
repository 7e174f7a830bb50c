package io.github.rabbitlambda.doctor.reader;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.mq.MqClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The clients of an account's services in one Region. They retry what was throttled, and none waits longer than a minute. */
final class Connection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ONE_ATTEMPT = Duration.ofSeconds(15);
    private static final Duration ALL_ATTEMPTS = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 6;

    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final Optional<URI> endpoint;
    private final ClientOverrideConfiguration limits;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder().connectionTimeout(CONNECT)
            .socketTimeout(ONE_ATTEMPT).build();
    private final Requests requests;

    private Connection(Region region, AwsCredentialsProvider credentials, Optional<URI> endpoint,
            BackoffStrategy pause) {
        this.region = region;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.limits = ClientOverrideConfiguration.builder().apiCallAttemptTimeout(ONE_ATTEMPT)
                .apiCallTimeout(ALL_ATTEMPTS)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(ATTEMPTS)
                        .backoffStrategy(pause).throttlingBackoffStrategy(pause).build())
                .build();
        this.requests = new Requests(client(LambdaClient.builder()), client(IamClient.builder()),
                client(MqClient.builder()), client(Ec2Client.builder()), client(SecretsManagerClient.builder()),
                client(KmsClient.builder()), client(CloudWatchClient.builder()));
    }

    static Connection open(Optional<String> region, Optional<String> profile) {
        Login login = new Login(profile);
        return new Connection(login.region(region), login.credentials(), Optional.empty(),
                BackoffStrategy.exponentialDelay(Duration.ofMillis(500), Duration.ofSeconds(8)));
    }

    /** To one server that answers for all services. */
    static Connection to(URI endpoint, Region region, AwsCredentialsProvider credentials) {
        return new Connection(region, credentials, Optional.of(endpoint), BackoffStrategy.retryImmediately());
    }

    private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(region).credentialsProvider(credentials).httpClient(http).overrideConfiguration(limits)
                .build();
    }

    String region() {
        return region.id();
    }

    Requests requests() {
        return requests;
    }

    @Override
    public void close() {
        requests.close();
        http.close();
    }
}
