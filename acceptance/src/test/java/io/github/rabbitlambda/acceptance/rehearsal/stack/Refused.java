package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A service refused what the stack asked for. The message is the reason that CloudFormation shows. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final @Nullable String physicalId;

    public Refused(String reason) {
        this(reason, null);
    }

    /**
     * @param physicalId
     *            of a resource that exists in part, so that CloudFormation deletes it
     */
    public Refused(String reason, @Nullable String physicalId) {
        super(reason);
        this.physicalId = physicalId;
    }

    public Optional<String> physicalId() {
        return Optional.ofNullable(physicalId);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
