package io.github.rabbitlambda.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void hasAFileForEachChildThatRunsAndForgetsEndedOnesAtTheNextStart() throws Exception {
        try (WorkingDirectory directory = WorkingDirectory.at(temporary.resolve("work"))) {
            Process first = directory.start(new ProcessBuilder("sleep", "60"));
            Process second = directory.start(new ProcessBuilder("sleep", "60"));
            assertThat(children(directory)).containsExactlyInAnyOrder(first.pid(), second.pid());
            Session.kill(first);
            Process third = directory.start(new ProcessBuilder("sleep", "60"));
            assertThat(children(directory)).containsExactlyInAnyOrder(second.pid(), third.pid());
            Session.kill(second);
            Session.kill(third);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    private static List<Long> children(WorkingDirectory directory) throws IOException {
        try (Stream<Path> files = Files.list(directory.path())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(WorkingDirectory.CHILD_PREFIX))
                    .map(name -> Long.parseLong(name.split("-")[1])).toList();
        }
    }
}
