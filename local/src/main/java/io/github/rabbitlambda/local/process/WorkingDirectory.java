package io.github.rabbitlambda.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A directory of this process, and the child processes that belong to it. If this process is killed, {@link Leftovers}
 * of a later run removes both:
 * <ol>
 * <li>The directory's name has the id and the start of its owner, and the owner holds a lock on a file in it. The
 * file's content says that the directory is one of these: anybody may give a directory such a name.
 * <li>Each child that runs has an empty file in it, whose name has the child's id and start.
 * </ol>
 */
public final class WorkingDirectory implements AutoCloseable {
    static final String PREFIX = "rabbitlambda-";
    static final String CHILD_PREFIX = "child-";
    static final String LOCK = "owner";
    static final String LOCK_CONTENT = "Working directory of Lambda's local event source mapping; removed after its owner's end.\n";

    private final Path path;
    private final FileChannel lock;
    /** Each child's file. */
    private final Map<Process, Path> children = new HashMap<>();

    private WorkingDirectory(Path path) throws IOException {
        this.path = path;
        lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.tryLock();
        lock.write(ByteBuffer.wrap(LOCK_CONTENT.getBytes(StandardCharsets.UTF_8)));
    }

    /** Creates a temporary directory; {@link #close} deletes it. */
    public static WorkingDirectory create(String purpose) {
        StartedProcess owner = StartedProcess.of(ProcessHandle.current());
        try {
            return new WorkingDirectory(Files.createTempDirectory(
                    PREFIX + "%s-%d-%d-".formatted(purpose, owner.pid(), owner.startMillis())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uses a directory that a later run does not look for; {@link #close} deletes it. */
    public static WorkingDirectory at(Path directory) {
        try {
            return new WorkingDirectory(Files.createDirectories(directory.toAbsolutePath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    /** Starts a child process in a session of its own; {@link Session#kill} ends it. */
    public Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.command(Session.command(builder.command())).start();
        try {
            forgetEndedChildren();
            StartedProcess child = StartedProcess.of(process.toHandle());
            children.put(process,
                    Files.createFile(path.resolve(CHILD_PREFIX + child.pid() + "-" + child.startMillis())));
            return process;
        } catch (IOException e) {
            Session.kill(process);
            throw e;
        }
    }

    /** In a long run a function's process may end often. */
    private void forgetEndedChildren() throws IOException {
        for (Process child : List.copyOf(children.keySet())) {
            if (!child.isAlive()) {
                Files.deleteIfExists(children.remove(child));
            }
        }
    }

    /** Deletes the directory and its content, except files that another process still uses. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Directories.delete(path);
        }
    }
}
