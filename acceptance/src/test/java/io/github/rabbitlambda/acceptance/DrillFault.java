package io.github.rabbitlambda.acceptance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What goes wrong around the function during a drill; the number is how often it does in a full one. */
enum DrillFault {
    /** The function's process is killed. */
    KILL(20),
    /** All connections to the broker are closed. */
    CUT(10),
    /** Nothing reaches the broker for a while: no publication, no acknowledgement. Then all of it does. */
    SILENCE_TO_BROKER(1),
    /** Nothing comes from the broker for a while: no delivery, no confirm. Then the connections are closed. */
    SILENCE_FROM_BROKER(1),
    /** Nothing is forwarded in both directions for a while. Then the connections are closed. */
    SILENCE(1),
    /** The broker's node is killed and started again. */
    RESTART(2),
    /** SQS is out of reach for a while. */
    SQS_OUTAGE(1),
    /** The service that the handler calls is out for a while. */
    DOWNSTREAM_OUTAGE(1);

    private static final long SEED = 20261127;

    private final int inFull;

    DrillFault(int inFull) {
        this.inFull = inFull;
    }

    /** The faults of this build's drill, in an order that is always the same. */
    static List<DrillFault> schedule() {
        List<DrillFault> faults = new ArrayList<>();
        for (DrillFault fault : values()) {
            faults.addAll(Collections.nCopies(Drill.scaled(fault.inFull), fault));
        }
        Collections.shuffle(faults, new Random(SEED));
        return faults;
    }
}
