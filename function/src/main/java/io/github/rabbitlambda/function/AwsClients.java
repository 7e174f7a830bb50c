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
 * Makes the AWS SDK's clients, with region, credentials and endpoints from the environment as the SDK reads it, and
 * with time limits that fit into an invocation.
 */
final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(8);
    /** Remains after a call for the report. */
    private static final Duration REPORT_TIME = Duration.ofMillis(500);

    static {
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            // SLF4J would warn on standard error that there is no logging provider; none is wanted
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
    }

    private AwsClients() {}

    static SqsClient sqs() {
        return withLimits(SqsClient.builder()).build();
    }

    static S3Client s3() {
        return withLimits(S3Client.builder()).requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .build();
    }

    static DynamoDbClient dynamoDb() {
        return withLimits(DynamoDbClient.builder()).build();
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B withLimits(B builder) {
        builder.httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT));
        return builder.overrideConfiguration(limits -> limits.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
    }

    /** Ends a call with all its retries before the invocation's time is over. */
    static Consumer<AwsRequestOverrideConfiguration.Builder> timeLimit(Invocation invocation) {
        Duration remaining = invocation.deadline().remainingWithReserve().minus(REPORT_TIME);
        if (remaining.compareTo(Duration.ZERO) <= 0) {
            throw new ParkingException("the invocation's time is over");
        }
        return limits -> limits.apiCallTimeout(remaining.compareTo(CALL) < 0 ? remaining : CALL);
    }
}
