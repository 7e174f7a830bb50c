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

    private static final List<String> NOT_IN_MINIMAL = List.of("failureQueue", "retainFailures", "observe",
            "alarmTopicArn");

    static Profile from(Context context) {
        Profile profile = context.orElse(PRODUCTION, () -> named(context.text("profile", "production")));
        if (profile == MINIMAL) {
            context.refuseIfGiven(NOT_IN_MINIMAL,
                    "profile is minimal, which has neither a failure queue, an observation of the queues nor an alarm");
        }
        return profile;
    }

    private static Profile named(String name) {
        return switch (name) {
            case "minimal" -> MINIMAL;
            case "production" -> PRODUCTION;
            default -> throw Refusal.of("profile", "minimal or production", name, "there is no other");
        };
    }

    /** Whether there are a failure queue, an observation of the queues, a dashboard and alarms. */
    public boolean isOperated() {
        return this == PRODUCTION;
    }
}
