package io.github.rabbitlambda.infra.options;

/**
 * What happens to messages that the listener gave up.
 */
public enum Parking {
    /** There is no failure queue: a failed message makes the broker redeliver its whole batch. */
    NONE,
    /** They are parked; the stack's deletion deletes them. */
    UNTIL_DELETION,
    /** They are parked and outlive the stack. */
    RETAINED;

    static Parking from(Context context, Profile profile) {
        boolean parks = context.flag("failureQueue", profile.isOperated());
        boolean retains = context.flag("retainFailures", false);
        if (retains && !parks) {
            throw Refusal.of("retainFailures", "false", true, "failureQueue is false, so nothing is parked");
        }
        return retains ? RETAINED : parks ? UNTIL_DELETION : NONE;
    }
}
