package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.ArrayList;
import java.util.List;

/** The status of a stack after an operation, and the reason of each resource that failed. */
public record StackResult(String status, List<String> reasons) {
    public static final StackResult SUCCESS = new StackResult("COMPLETE", List.of());

    public StackResult {
        reasons = List.copyOf(reasons);
    }

    public static StackResult failure(String status, String id, String reason) {
        return new StackResult(status, List.of(id + ": " + reason));
    }

    public boolean isSuccess() {
        return status.endsWith("COMPLETE") && !status.contains("ROLLBACK");
    }

    public StackResult as(String other) {
        return new StackResult(other, reasons);
    }

    /** The later status, with the reasons of both. */
    public StackResult and(StackResult later) {
        List<String> all = new ArrayList<>(reasons);
        all.addAll(later.reasons);
        return new StackResult(later.status, all);
    }
}
