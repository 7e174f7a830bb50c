package io.github.rabbitlambda.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    @TempDir
    private Path directory = Path.of("");

    /** A shell whose command is killed first prints "Killed", which looks like a failure at the end of a good run. */
    @Test
    void endsAShellBeforeItCanSayThatItsCommandWasKilled() throws Exception {
        Path output = directory.resolve("output.txt");
        try (WorkingDirectory working = WorkingDirectory.at(directory.resolve("working"))) {
            Process shell = working.start(new ProcessBuilder("/bin/sh", "-c", "sleep 600; true")
                    .redirectErrorStream(true).redirectOutput(output.toFile()));
            await().atMost(Duration.ofSeconds(30)).until(() -> shell.descendants().count() == 1);
            List<ProcessHandle> descendants = shell.descendants().toList();
            Session.kill(shell);
            assertThat(shell.isAlive()).isFalse();
            await().atMost(Duration.ofSeconds(10)).until(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
        }
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).isEmpty();
        assertThat(directory.resolve("working")).doesNotExist();
    }
}
