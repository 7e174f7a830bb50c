package io.github.rabbitlambda.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts child processes in their own session. A terminal's Ctrl-C then reaches this process alone, which ends the
 * children in order. Needs {@code setsid} (util-linux); without it children share this process's session.
 */
public final class Session {
    private static final boolean AVAILABLE = Files.isExecutable(Path.of("/usr/bin/setsid"));

    private Session() {}

    /** Returns the command that starts another command in its own session. The process keeps its id. */
    public static List<String> command(List<String> words) {
        List<String> all = new ArrayList<>();
        if (AVAILABLE) {
            all.add("/usr/bin/setsid");
        }
        all.addAll(words);
        return all;
    }

    /** Ends such a process and all processes of its session. Waits a few seconds until it has ended. */
    public static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        if (AVAILABLE) {
            await(killer(process.pid()));
        }
        process.destroyForcibly();
        await(process);
    }

    /** The process group exists as long as any process is in it. Until then its number is not reused. */
    private static Process killer(long leader) {
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
