package io.github.rabbitlambda.doctor.reader;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** A call that failed, as what is kept of it. The SDK's own messages are never used: one may quote what was sent. */
final class Failure {
    /** The code of a call that no service answered. */
    static final String NO_ANSWER = "NoAnswer";
    /** Codes of services that don't accept the credentials for anything. */
    private static final Set<String> REFUSED_CREDENTIALS = Set.of("AuthFailure", "ExpiredToken",
            "ExpiredTokenException", "InvalidAccessKeyId", "InvalidClientTokenId", "InvalidSignatureException",
            "InvalidToken", "IncompleteSignature", "MissingAuthenticationToken", "MissingAuthenticationTokenException",
            "RequestExpired", "SignatureDoesNotMatch", "UnrecognizedClientException");

    private Failure() {}

    static Seen<JsonNode> of(Call call, RuntimeException failed) {
        if (failed instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            AwsErrorDetails details = refused.awsErrorDetails();
            return Seen.failed(call, text(details.errorCode()), withoutIds(text(details.errorMessage())));
        }
        return Seen.failed(call, NO_ANSWER, reason(failed));
    }

    private static String text(String orNull) {
        return orNull == null ? "" : orNull;
    }

    /** Without ids of requests, and without the blob that EC2 adds to a denial. */
    private static String withoutIds(String message) {
        return message.replaceAll("\\s*\\((Service|Request ?I[Dd])\\b[^)]*\\)", "")
                .replaceAll("\\s*Encoded authorization failure message:.*", "").replaceAll("\\s*\\R\\s*", " ").strip();
    }

    private static String reason(Throwable failed) {
        return lostOnTheWay(failed).orElse("the answer could not be read");
    }

    /** Why a request got no answer, if its way was the reason. */
    static Optional<String> lostOnTheWay(Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause).flatMap(cause -> known(cause).stream())
                .findFirst();
    }

    private static Optional<String> known(Throwable cause) {
        return switch (cause) {
            case UnknownHostException unknown -> Optional.of("no address is known for " + unknown.getMessage());
            case ConnectException refused -> Optional.of("no connection");
            case SocketTimeoutException slow -> Optional.of("no answer in time");
            case ApiCallTimeoutException slow -> Optional.of("no answer in time");
            case ApiCallAttemptTimeoutException slow -> Optional.of("no answer in time");
            default -> Optional.empty();
        };
    }

    /** Stops when a first call shows that no other can succeed. */
    static void stopIfHopeless(Seen<JsonNode> first, String region) {
        first.unread().ifPresent(unread -> {
            if (unread.code().equals(NO_ANSWER)) {
                throw new UnreadableAccount(unread.call().action() + " in " + region + " gave no answer ("
                        + unread.message() + "); see whether the Region is right and the network leads to AWS");
            }
            if (REFUSED_CREDENTIALS.contains(unread.code())) {
                throw new UnreadableAccount("AWS does not accept the credentials in " + region + " (" + unread.code()
                        + "); log in again, or give others with --profile");
            }
        });
    }
}
