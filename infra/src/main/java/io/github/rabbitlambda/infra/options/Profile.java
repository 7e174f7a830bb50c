package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;

/**
 * How much a stack holds.
 */
public enum Profile {
    /** What reads the queue and is verified: no failure queue, no replay, no observation, no dashboard, no alarm. */
    MINIMAL,
    /** Everything that is needed to operate it. */
    PRODUCTION;

    private static final List<String> NOT_IN_MINIMAL = List.of("failureQueue", "retainFailures", "observe");

    static Profile from(Context context) {
        String name = context.text("profile", "production");
        return switch (name) {
            case "minimal" -> minimal(context);
            case "production" -> PRODUCTION;
            default -> throw Refusal.of("profile", "minimal or production", name, "there is no other");
        };
    }

    private static Profile minimal(Context context) {
        NOT_IN_MINIMAL.forEach(option -> context.text(option).ifPresent(given -> {
            throw Refusal.of(option, "left out", given,
                    "profile is minimal, which has neither a failure queue nor an observation of the queues");
        }));
        return MINIMAL;
    }

    /** Whether there are a failure queue, an observation of the queues, a dashboard and alarms. */
    public boolean isOperated() {
        return this == PRODUCTION;
    }
}
