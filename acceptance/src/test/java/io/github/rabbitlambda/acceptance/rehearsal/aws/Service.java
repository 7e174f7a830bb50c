package io.github.rabbitlambda.acceptance.rehearsal.aws;

/** A service of AWS as far as the stacks' functions call it. */
public interface Service {
    /** What the call needs of the caller's policies. */
    Access access(Call call);

    Reply answer(Call call) throws Exception;

    /** The answer to a caller whose policies do not allow the call, in the service's protocol. */
    default Reply denied(String message) {
        return Reply.error(403, "AccessDeniedException", message);
    }

    /** The answer to one call too many. */
    default Reply throttled() {
        return Reply.error(429, "TooManyRequestsException", "Rate Exceeded.");
    }
}
