package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.function.Consumer;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes the AWS SDK's clients, with region, credentials and endpoints from the environment as the SDK reads it, and with
 * limits that fit into an invocation.
 */
final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(8);
    /** Kept for telling how it went. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    static {
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            // or it says on standard error that there is no logging provider, which is as it should be
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
    }

    private AwsClients() {}

    static SqsClient sqs() {
        return limited(SqsClient.builder()).build();
    }

    static S3Client s3() {
        return limited(S3Client.builder()).requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .build();
    }

    static DynamoDbClient dynamoDb() {
        return limited(DynamoDbClient.builder()).build();
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B limited(B builder) {
        builder.httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT));
        return builder.overrideConfiguration(limits -> limits.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
    }

    /** Ends a call, retries and all, before the invocation's time is over. */
    static Consumer<AwsRequestOverrideConfiguration.Builder> within(Invocation invocation) {
        Duration left = invocation.deadline().leftInAll().minus(LAST_WORDS);
        if (left.compareTo(Duration.ZERO) <= 0) {
            throw new ParkingException("the invocation's time is over");
        }
        return limits -> limits.apiCallTimeout(left.compareTo(CALL) < 0 ? left : CALL);
    }
}
