package io.github.rabbitlambda.infra;

/**
 * What becomes of messages that the listener gave up.
 *
 * @param parks
 *            whether there is a failure queue; without one a failed message brings its whole batch back
 * @param retains
 *            whether parked messages outlive the stack
 */
record FailureOptions(boolean parks, boolean retains) {
    FailureOptions {
        if (retains && !parks) {
            throw Refusal.of("retainFailures", "false", true, "failureQueue is false, so nothing is parked");
        }
    }

    static FailureOptions of(Context context) {
        return new FailureOptions(context.flag("failureQueue", true), context.flag("retainFailures", false));
    }
}
