package io.github.rabbitlambda.local.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Working directories whose owner was killed, and the child processes that it left. A directory counts only if it
 * belongs to this user, its owner does not run any more, its lock file has our content and nobody holds the lock, which
 * other containers see too. A child is ended only if its id and its start are those that its owner wrote down.
 */
public final class Leftovers {
    private static final Pattern DIRECTORY = Pattern
            .compile(WorkingDirectory.PREFIX + "\\w+-(\\d{1,18})-(\\d{1,18})-.*");
    private static final Pattern CHILD = Pattern.compile(WorkingDirectory.CHILD_PREFIX + "(\\d{1,18})-(\\d{1,18})");

    /** How much was removed. */
    public record Removed(int processes, int directories) {
        public boolean isNothing() {
            return directories == 0;
        }
    }

    private final Path temporary;

    /** Looks below this directory, the one for temporary files. */
    public Leftovers(Path temporary) {
        this.temporary = temporary;
    }

    /** The directory of this virtual machine for temporary files. */
    public static Leftovers ofThisMachine() {
        return new Leftovers(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Removes what runs left that were killed. */
    public Removed remove() {
        return remove(
                directory -> owner(directory).filter(owner -> !owner.mayRun()).isPresent() && isUnlocked(directory));
    }

    /**
     * Removes what this process would leave if it ended now. In another container that shares the directory, a process
     * may have the same id.
     */
    public Removed removeOwn() {
        StartedProcess self = StartedProcess.of(ProcessHandle.current());
        return remove(directory -> owner(directory).filter(self::equals).isPresent());
    }

    private Removed remove(Predicate<Path> isToRemove) {
        int processes = 0;
        int directories = 0;
        for (Path directory : list(temporary, WorkingDirectory.PREFIX + "*")) {
            if (isToRemove.test(directory) && belongsToThisUser(directory)) {
                processes += killChildren(directory);
                Directories.delete(directory);
                directories++;
            }
        }
        return new Removed(processes, directories);
    }

    private static Optional<StartedProcess> owner(Path directory) {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                ? processIn(directory, DIRECTORY)
                : Optional.empty();
    }

    private static Optional<StartedProcess> processIn(Path file, Pattern name) {
        Matcher matcher = name.matcher(file.getFileName().toString());
        return matcher.matches()
                ? Optional.of(new StartedProcess(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** Without the file or its content, the owner may be about to write it, or the directory is none of ours. */
    private static boolean isUnlocked(Path directory) {
        try (FileChannel lock = FileChannel.open(directory.resolve(WorkingDirectory.LOCK), StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            return lock.tryLock() != null && isOurs(lock);
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean isOurs(FileChannel lock) throws IOException {
        byte[] expected = WorkingDirectory.LOCK_CONTENT.getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(expected.length);
        return lock.size() == expected.length && lock.read(content, 0) == expected.length
                && Arrays.equals(content.array(), expected);
    }

    /** Anybody may write to the directory for temporary files: others must not choose what is ended here. */
    private static boolean belongsToThisUser(Path directory) {
        try {
            Path own = Files.createTempFile(directory, "user", "");
            try {
                return Files.getOwner(own).equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS));
            } finally {
                Files.delete(own);
            }
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static int killChildren(Path directory) {
        int killed = 0;
        for (Path file : list(directory, WorkingDirectory.CHILD_PREFIX + "*")) {
            Optional<ProcessHandle> child = processIn(file, CHILD).flatMap(StartedProcess::running);
            child.ifPresent(Session::kill);
            killed += child.isPresent() ? 1 : 0;
        }
        return killed;
    }

    private static List<Path> list(Path directory, String pattern) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
            List<Path> all = new ArrayList<>();
            files.forEach(all::add);
            return all;
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(); // this run needs none of it
        }
    }
}
