package io.github.rabbitlambda.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Child processes in sessions of their own. A terminal's Ctrl-C then reaches only this process, which ends the children
 * in order, together with all processes that they started. It needs {@code setsid} (util-linux); if that is missing,
 * the children share the session of this process.
 */
public final class Session {
    private static final boolean AVAILABLE = Files.isExecutable(Path.of("/usr/bin/setsid"));

    private Session() {}

    /** The command that starts {@code arguments} in a session of its own; the process id stays the same. */
    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (AVAILABLE) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(arguments);
        return command;
    }

    /**
     * Ends a process that was started by {@link #command} and its whole session; waits up to ten seconds for the end.
     */
    public static void kill(Process process) {
        kill(process.toHandle());
        await(process);
    }

    /** The group ends first and as a whole: a shell in it would print that its command was killed. */
    static void kill(ProcessHandle process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        if (AVAILABLE) {
            await(startGroupKill(process.pid()));
        }
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /**
     * The group exists until its last process ends, even without its leader; until then no other group gets its number.
     */
    private static Process startGroupKill(long leader) {
        try {
            return new ProcessBuilder("/bin/sh", "-c", "kill -KILL -" + leader).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException("/bin/sh does not start", e);
        }
    }

    private static void await(Process process) {
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
