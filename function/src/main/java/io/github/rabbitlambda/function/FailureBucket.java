package io.github.rabbitlambda.function;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.rabbitlambda.function.ParkedText.StoredObject;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Stores in S3 the texts that are too long for SQS. Used by one thread at a time.
 */
final class FailureBucket {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Supplier<S3Client> factory;
    private final Settings settings;
    private @Nullable S3Client cachedClient;

    FailureBucket(Supplier<S3Client> factory, Settings settings) {
        this.factory = factory;
        this.settings = settings;
    }

    /** Stores the text, which must be ASCII, under a new key. */
    StoredObject put(String text, Invocation invocation) {
        String bucket = settings.failureBucket().orElseThrow(() -> new ParkingException(
                "a record takes " + text.length() + " bytes, more than LISTENER_PARK_MAX_BYTES allows ("
                        + settings.parkMaxBytes() + "), and " + Settings.FAILURE_BUCKET + " is not set"));
        String key = "parked/" + DAY.format(Instant.now()) + "/" + invocation.context().getAwsRequestId() + "/"
                + UUID.randomUUID() + ".json";
        client().putObject(put -> put.bucket(bucket).key(key).contentType("application/json")
                .overrideConfiguration(AwsClients.timeLimit(invocation)),
                RequestBody.fromBytes(text.getBytes(StandardCharsets.US_ASCII)));
        return new StoredObject(bucket, key, text.length());
    }

    private S3Client client() {
        S3Client client = cachedClient;
        if (client == null) {
            client = factory.get();
            cachedClient = client;
        }
        return client;
    }
}
