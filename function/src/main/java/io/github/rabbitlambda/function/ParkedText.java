package io.github.rabbitlambda.function;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.message.RawJson;
import io.github.rabbitlambda.function.message.UndecodableRecord;

/**
 * What is kept of a delivery that is given up: everything needed to understand it and to put it back. JSON in ASCII only,
 * since SQS refuses characters that XML 1.0 doesn't know.
 */
final class ParkedText {
    private static final int VERSION = 1;
    private static final int LONGEST_MESSAGE = 1_000;

    private final Context context;
    private final Instant now;

    ParkedText(Context context, Instant now) {
        this.context = context;
        this.now = now;
    }

    /** With the record itself. */
    String whole(Failure failure) {
        return about(failure).name("record").literal(ascii(failure)).end('}').toString();
    }

    /** Without the record, which is where the pointer points. */
    String pointer(Failure failure, Place place) {
        return about(failure).member("record", null).name("object").begin('{').member("bucket", place.bucket)
                .member("key", place.key).member("bytes", place.bytes).end('}').end('}').toString();
    }

    /** An object in S3. */
    record Place(String bucket, String key, int bytes) {}

    private JsonText about(Failure failure) {
        Throwable cause = failure.cause();
        return new JsonText().begin('{').member("version", VERSION)
                .member("queue", failure.delivery().queue().name())
                .member("virtualHost", failure.delivery().queue().virtualHost()).member("parkedAt", now)
                .member("requestId", context.getAwsRequestId()).member("functionArn", context.getInvokedFunctionArn())
                .member("attempts", failure.attempts()).name("error").begin('{')
                .member("class", cause == null ? null : failure.type())
                .member("message", shortened(failure.message())).end('}')
                .member("undecodable", failure.delivery() instanceof UndecodableRecord);
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }

    /** Outside of ASCII there can only be characters of strings, which may be escaped. */
    private static CharSequence ascii(Failure failure) {
        String json = new String(RawJson.of(failure.delivery()).bytes(), StandardCharsets.UTF_8);
        if (json.chars().allMatch(c -> c < 0x7f)) {
            return json;
        }
        StringBuilder ascii = new StringBuilder(json.length() + json.length() / 8);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x7f) {
                ascii.append(c);
            } else {
                JsonText.escape(ascii, c);
            }
        }
        return ascii;
    }
}
