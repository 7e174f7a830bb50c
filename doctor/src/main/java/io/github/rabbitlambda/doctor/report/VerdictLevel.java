package io.github.rabbitlambda.doctor.report;

import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Finding;

/** The levels of reachability's findings as levels of the doctor's. */
final class VerdictLevel {
    private VerdictLevel() {}

    static Level of(Finding.Level level) {
        return switch (level) {
            case FAILS -> Level.CAUSE;
            case UNKNOWN -> Level.UNKNOWN;
            case WARNS -> Level.WARNING;
            case ASSUMES, NOTES -> Level.NOTE;
        };
    }
}
