package io.github.rabbitlambda.doctor.finding;

import java.util.stream.Stream;

import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/** The faults of the matrix, for the tests of other rooms. */
public final class FaultReports {
    private FaultReports() {}

    /** A snapshot of an account with one fault, and the check that has to name it first. */
    public record Faulty(String name, String id, Level level, Snapshot snapshot) {
        @Override
        public String toString() {
            return name;
        }
    }

    public static Stream<Faulty> all() {
        return Fault.all().stream()
                .map(fault -> new Faulty(fault.toString(), fault.id(), fault.level(), fault.account().snapshot()));
    }
}
