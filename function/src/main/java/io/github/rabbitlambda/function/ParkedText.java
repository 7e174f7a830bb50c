package io.github.rabbitlambda.function;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.message.RawJson;
import io.github.rabbitlambda.function.message.UndecodableRecord;

/**
 * Writes the text that is parked for a failed delivery: everything that is needed to understand it and to put it back.
 * It is JSON in ASCII only, because SQS refuses characters that XML 1.0 does not allow.
 */
final class ParkedText {
    private static final int VERSION = 1;

    private final Context context;
    private final Instant now;

    ParkedText(Context context, Instant now) {
        this.context = context;
        this.now = now;
    }

    /** The text with the record itself. */
    String whole(Failure failure) {
        return openObject(failure).name("record").literal(asciiRecord(failure)).end('}').toString();
    }

    /** The text with the place in S3 of the text that has the record. */
    String pointer(Failure failure, StoredObject object) {
        return openObject(failure).member("record", null).name("object").begin('{').member("bucket", object.bucket)
                .member("key", object.key).member("bytes", object.bytes).end('}').end('}').toString();
    }

    record StoredObject(String bucket, String key, int bytes) {}

    private JsonText openObject(Failure failure) {
        return new JsonText().begin('{').member("version", VERSION)
                .member("queue", failure.delivery().queue().name())
                .member("virtualHost", failure.delivery().queue().virtualHost()).member("parkedAt", now)
                .member("requestId", context.getAwsRequestId()).member("functionArn", context.getInvokedFunctionArn())
                .member("attempts", failure.attempts()).name("error").begin('{')
                .member("class", failure.error() == null ? null : failure.errorType())
                .member("message", failure.message()).end('}')
                .member("undecodable", failure.delivery() instanceof UndecodableRecord);
    }

    /** JSON has characters outside of ASCII in strings only, where they can be escaped. */
    private static CharSequence asciiRecord(Failure failure) {
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
