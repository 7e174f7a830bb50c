package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Parking;
import io.github.rabbitlambda.constructs.options.Refusal;

/**
 * Reads what happens to messages that the listener gave up.
 */
final class ParkingReader {
    private ParkingReader() {}

    static Parking read(Context context, Profile profile) {
        if (context.isGiven("functionArn")) {
            return Parking.NONE;
        }
        boolean parks = context.flag("failureQueue", profile.isOperated());
        boolean retains = context.flag("retainFailures", false);
        if (profile.isOperated()) {
            context.check(() -> requireParking(retains, parks));
        }
        return !parks ? Parking.NONE : retains ? Parking.RETAINED : Parking.UNTIL_DELETION;
    }

    private static void requireParking(boolean retains, boolean parks) {
        if (retains && !parks) {
            throw Refusal.of("retainFailures", "false", true, "failureQueue is false, so nothing is parked");
        }
    }
}
