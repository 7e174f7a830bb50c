package io.github.rabbitlambda.infra;

/**
 * What becomes of messages that the listener gave up.
 */
enum Parking {
    /** There is no failure queue: a failed message brings its whole batch back. */
    NONE,
    /** They are parked, and go with the stack. */
    UNTIL_DELETION,
    /** They are parked, and outlive the stack. */
    RETAINED;

    static Parking of(Context context) {
        boolean parks = context.flag("failureQueue", true);
        boolean retains = context.flag("retainFailures", false);
        if (retains && !parks) {
            throw Refusal.of("retainFailures", "false", true, "failureQueue is false, so nothing is parked");
        }
        return retains ? RETAINED : parks ? UNTIL_DELETION : NONE;
    }
}
