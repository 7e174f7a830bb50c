package io.github.rabbitlambda.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Child processes in a session of their own, so that a terminal's Ctrl-C reaches us alone and we end them in order, with
 * all that they started. Needs {@code setsid} (util-linux); where that is missing they share our session.
 */
public final class Session {
    private static final boolean AVAILABLE = Files.isExecutable(Path.of("/usr/bin/setsid"));

    private Session() {}

    /** The arguments that start a command in a session of its own; the process keeps its id. */
    public static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (AVAILABLE) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(arguments);
        return command;
    }

    /** Ends a process that was started so, and all of its session, at once; waits a few seconds for it to be gone. */
    public static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        if (AVAILABLE) {
            await(startGroupKill(process.pid()));
        }
        process.destroyForcibly();
        await(process);
    }

    /** The group outlives its leader while any process is in it, and its number is not given anew until then. */
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
