package io.github.rabbitlambda.function;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.rabbitlambda.function.ParkedText.Place;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps in S3 what is too long for SQS. Used by one thread at a time.
 */
final class FailureBucket {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Supplier<S3Client> maker;
    private final Settings settings;
    private @Nullable S3Client made;

    FailureBucket(Supplier<S3Client> maker, Settings settings) {
        this.maker = maker;
        this.settings = settings;
    }

    /** Puts the text, which is in ASCII, under a new key. */
    Place put(String text, Invocation invocation) {
        String bucket = settings.failureBucket().orElseThrow(() -> new ParkingException(
                "a record takes " + text.length() + " bytes, more than LISTENER_PARK_MAX_BYTES allows ("
                        + settings.parkMaxBytes() + "), and " + Settings.FAILURE_BUCKET + " is not set"));
        String key = "parked/" + DAY.format(Instant.now()) + "/" + invocation.context().getAwsRequestId() + "/"
                + UUID.randomUUID() + ".json";
        client().putObject(put -> put.bucket(bucket).key(key).contentType("application/json")
                .overrideConfiguration(AwsClients.within(invocation)),
                RequestBody.fromBytes(text.getBytes(StandardCharsets.US_ASCII)));
        return new Place(bucket, key, text.length());
    }

    private S3Client client() {
        S3Client client = made;
        if (client == null) {
            client = maker.get();
            made = client;
        }
        return client;
    }
}
