package io.github.rabbitlambda.function;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Credentials for local servers, which don't check them.
 */
public final class TestCredentials {
    public static final String ID = "local";
    public static final String SECRET = "planted-secret-key";
    static final AwsCredentialsProvider PROVIDER = StaticCredentialsProvider
            .create(AwsBasicCredentials.create(ID, SECRET));

    private TestCredentials() {}
}
