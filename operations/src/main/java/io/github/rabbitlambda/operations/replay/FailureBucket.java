package io.github.rabbitlambda.operations.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.replay.ParkedMessage.Pointer;

/** The bucket of parked messages that are too large for SQS. */
record FailureBucket(S3Client s3) {

    /** An object that no invocation could take is not read: it may be larger than this function's memory. */
    String read(Pointer pointer) {
        return AwsCall.of("s3:GetObject", pointer.bucket() + "/" + pointer.key(), () -> {
            try (ResponseInputStream<GetObjectResponse> content = s3.getObject(
                    request -> request.bucket(pointer.bucket()).key(pointer.key()))) {
                Republication.requireSize(content.response().contentLength());
                return new String(content.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    /** Returns why the object stays, if it does. The bucket's expiry deletes objects that remain. */
    Optional<String> delete(Pointer pointer) {
        try {
            s3.deleteObject(request -> request.bucket(pointer.bucket()).key(pointer.key()));
            return Optional.empty();
        } catch (SdkException stays) {
            return Optional.of(String.valueOf(stays.getMessage()));
        }
    }
}
