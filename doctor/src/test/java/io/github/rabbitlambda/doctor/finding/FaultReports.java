package io.github.rabbitlambda.doctor.finding;

import java.util.stream.Stream;

import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/** The faults of the matrix, for the tests of other rooms. */
public final class FaultReports {
    private FaultReports() {}

    public static Stream<Snapshot> snapshots() {
        return Fault.all().stream().map(fault -> fault.account().snapshot());
    }
}
