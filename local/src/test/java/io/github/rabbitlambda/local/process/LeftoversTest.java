package io.github.rabbitlambda.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.local.process.Leftovers.Removed;

class LeftoversTest {
    @TempDir
    private Path temporary = Path.of("");

    private final Process child = start("sleep", "600");

    private Removed remove() {
        return new Leftovers(temporary).remove();
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void endTheChild() {
        child.destroyForcibly();
    }

    private static StartedProcess endedProcess() throws InterruptedException {
        Process process = start("sleep", "0.2");
        StartedProcess ended = StartedProcess.of(process.toHandle());
        process.waitFor();
        return ended;
    }

    private Path directoryOf(StartedProcess owner) throws IOException {
        Path directory = Files.createDirectory(
                temporary.resolve("rabbitlambda-function-%d-%d-0".formatted(owner.pid(), owner.startMillis())));
        Files.writeString(directory.resolve(WorkingDirectory.LOCK), WorkingDirectory.LOCK_CONTENT);
        Files.writeString(Files.createDirectory(directory.resolve("task")).resolve("A.class"), "");
        return directory;
    }

    private void recordChild(Path directory, long startOffset) throws IOException {
        StartedProcess started = StartedProcess.of(child.toHandle());
        Files.createFile(
                directory.resolve("child-%d-%d".formatted(started.pid(), started.startMillis() + startOffset)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2000, -2000})
    void removesTheDirectoryAndTheChildOfAKilledRun(long startOffset) throws Exception {
        Path directory = directoryOf(endedProcess());
        recordChild(directory, startOffset);
        assertThat(remove()).isEqualTo(new Removed(1, 1));
        assertThat(directory).doesNotExist();
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).as("the child has ended").isTrue();
        assertThat(remove().isNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {2001, -2001})
    void leavesAProcessThatStartedAtAnotherTimeThanTheChild(long startOffset) throws Exception {
        recordChild(directoryOf(endedProcess()), startOffset);
        assertThat(remove()).isEqualTo(new Removed(0, 1));
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void leavesAProcessWhoseStartIsUnknown() throws Exception {
        Path directory = directoryOf(endedProcess());
        Files.createFile(directory.resolve("child-%d-0".formatted(child.pid())));
        assertThat(remove()).isEqualTo(new Removed(0, 1));
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void leavesWhatBelongsToARunningOwner() throws IOException {
        Path directory = directoryOf(StartedProcess.of(ProcessHandle.current()));
        recordChild(directory, 0);
        assertThat(remove()).isEqualTo(new Removed(0, 0));
        assertThat(directory).exists();
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void removesTheDirectoryOfAnOwnerWhoseIdAnotherProcessHasNow() throws IOException {
        StartedProcess self = StartedProcess.of(ProcessHandle.current());
        Path directory = directoryOf(new StartedProcess(self.pid(), self.startMillis() - 2001));
        assertThat(remove()).isEqualTo(new Removed(0, 1));
        assertThat(directory).doesNotExist();
    }

    @Test
    void leavesADirectoryWhoseLockSomebodyHolds() throws Exception {
        Path directory = directoryOf(endedProcess());
        try (FileChannel lock = FileChannel.open(directory.resolve(WorkingDirectory.LOCK), StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();
            assertThat(remove()).isEqualTo(new Removed(0, 0));
        }
        assertThat(remove()).isEqualTo(new Removed(0, 1));
    }

    @Test
    void leavesADirectoryThatIsNotReady() throws Exception {
        Path directory = directoryOf(endedProcess());
        Files.delete(directory.resolve(WorkingDirectory.LOCK));
        assertThat(remove()).isEqualTo(new Removed(0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "me", WorkingDirectory.LOCK_CONTENT + "me"})
    void leavesADirectoryThatOnlyLooksLikeOurs(String owner) throws Exception {
        Path directory = directoryOf(endedProcess());
        Files.writeString(directory.resolve(WorkingDirectory.LOCK), owner);
        assertThat(remove()).isEqualTo(new Removed(0, 0));
        assertThat(directory.resolve("task").resolve("A.class")).exists();
    }

    @Test
    void writesWhatMakesADirectoryOurs() throws Exception {
        try (WorkingDirectory created = WorkingDirectory.at(temporary.resolve("created"))) {
            assertThat(created.path().resolve(WorkingDirectory.LOCK)).hasContent(WorkingDirectory.LOCK_CONTENT);
        }
    }

    @Test
    void leavesLinksAndOtherNames() throws Exception {
        Path target = Files.createDirectory(temporary.resolve("target"));
        Files.writeString(target.resolve(WorkingDirectory.LOCK), WorkingDirectory.LOCK_CONTENT);
        StartedProcess ended = endedProcess();
        Files.createSymbolicLink(
                temporary.resolve("rabbitlambda-function-%d-%d-0".formatted(ended.pid(), ended.startMillis())), target);
        Files.createDirectory(temporary.resolve("rabbitlambda-notes"));
        assertThat(remove()).isEqualTo(new Removed(0, 0));
        assertThat(temporary.resolve("rabbitlambda-notes")).exists();
    }

    @Test
    void leavesTheDirectoryOfAnotherOwnerWithItsId() throws IOException {
        StartedProcess self = StartedProcess.of(ProcessHandle.current());
        Path directory = directoryOf(new StartedProcess(self.pid(), self.startMillis() + 10));
        recordChild(directory, 0);
        assertThat(new Leftovers(temporary).removeOwn()).isEqualTo(new Removed(0, 0));
        assertThat(directory).exists();
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void removesItsOwnOnRequest() throws IOException {
        Path directory = directoryOf(StartedProcess.of(ProcessHandle.current()));
        recordChild(directory, 0);
        assertThat(new Leftovers(temporary).removeOwn()).isEqualTo(new Removed(1, 1));
        assertThat(directory).doesNotExist();
    }
}
