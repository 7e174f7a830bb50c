package io.github.rabbitlambda.doctor.reader;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.rabbitlambda.doctor.reader.WireForm.Reply;
import io.github.rabbitlambda.doctor.snapshot.Call;

/** The errors of a fake account, in the words of each service. */
final class FakeFaults {
    /** An error as a service names it. */
    record Fault(int status, String code, String message) {
        Reply by(Call call) {
            return WireForm.of(call.service()).error(status, code, message);
        }
    }

    private final Map<Call, Reply> replies = new EnumMap<>(Call.class);
    private final Map<FakeRequest, Integer> attempts = new ConcurrentHashMap<>();
    private volatile int throttledAttempts;

    void add(Call call, Fault fault) {
        replies.put(call, fault.by(call));
    }

    void add(Call call, String body) {
        replies.put(call, new Reply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    void throttle(int attemptsOfEachRequest) {
        throttledAttempts = attemptsOfEachRequest;
    }

    Optional<Reply> faultOf(FakeRequest request) {
        Call call = request.call();
        return attempts.merge(request, 1, Integer::sum) <= throttledAttempts
                ? Optional.of(throttling(call).by(call))
                : Optional.ofNullable(replies.get(call));
    }

    static Fault denied(Call call) {
        String message = "User: arn:aws:iam::123456789012:user/reader is not authorized to perform: " + call.action()
                + " because no identity-based policy allows the action";
        return switch (call.service()) {
            case "ec2" -> new Fault(403, "UnauthorizedOperation", "You are not authorized to perform this operation. "
                    + message + ". Encoded authorization failure message: bM4a0Zq1-Jk3yQ");
            case "iam" -> new Fault(403, "AccessDenied", message);
            case "cloudwatch" -> new Fault(403, "AccessDenied", message);
            case "secretsmanager", "kms" -> new Fault(400, "AccessDeniedException", message);
            default -> new Fault(403, "AccessDeniedException", message);
        };
    }

    static Fault missing(Call call) {
        return switch (call.service()) {
            case "iam" -> new Fault(404, "NoSuchEntity", "It cannot be found.");
            case "mq" -> new Fault(404, "NotFoundException", "Can't find requested broker.");
            case "kms" -> new Fault(400, "NotFoundException", "The key does not exist");
            case "secretsmanager" -> new Fault(400, "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret.");
            default -> new Fault(404, "ResourceNotFoundException", "The resource you requested does not exist.");
        };
    }

    private static Fault throttling(Call call) {
        return switch (call.service()) {
            case "ec2" -> new Fault(503, "RequestLimitExceeded", "Request limit exceeded.");
            case "lambda", "mq" -> new Fault(429, "TooManyRequestsException", "Rate Exceeded.");
            case "secretsmanager", "kms" -> new Fault(400, "ThrottlingException", "Rate exceeded");
            default -> new Fault(400, "Throttling", "Rate exceeded");
        };
    }
}
