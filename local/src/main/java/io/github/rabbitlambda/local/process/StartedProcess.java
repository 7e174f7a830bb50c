package io.github.rabbitlambda.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, told from a later one with the same id by its start.
 *
 * @param startMillis
 *            in epoch milliseconds; 0 if the operating system does not tell
 */
record StartedProcess(long pid, long startMillis) {
    /** On Linux the start is counted from the boot, whose time is known to the second. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static StartedProcess of(ProcessHandle process) {
        return new StartedProcess(process.pid(), process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** The running process; empty if it has ended, or if another process may have its id now. */
    Optional<ProcessHandle> running() {
        return withThisId().filter(process -> startedThen(of(process)));
    }

    /** A process without a command has ended, and its parent has not asked for its status. */
    private Optional<ProcessHandle> withThisId() {
        return ProcessHandle.of(pid).filter(process -> process.info().command().isPresent());
    }

    private boolean startedThen(StartedProcess other) {
        return startMillis != 0 && other.startMillis != 0
                && Math.abs(startMillis - other.startMillis) <= TOLERANCE.toMillis();
    }

    /** Whether it may still run: nothing proves that it has ended. */
    boolean mayRun() {
        return withThisId().map(StartedProcess::of)
                .filter(other -> startMillis == 0 || other.startMillis == 0 || startedThen(other)).isPresent();
    }
}
