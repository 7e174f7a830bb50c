package io.github.rabbitlambda.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No figure of docs/performance.md is written by hand. */
class PerformancePageTest {
    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    private Path copy;

    @Test
    void tablesAndChartsMatchTheResults() throws IOException {
        Path folder = Files.createDirectories(copy.resolve("performance"));
        Files.copy(DOCS.resolve("performance/results.json"), folder.resolve("results.json"));
        Files.copy(DOCS.resolve("performance.md"), copy.resolve("performance.md"));

        Results.read(folder).write();

        assertThat(copy.resolve("performance.md")).hasSameTextualContentAs(DOCS.resolve("performance.md"));
        assertThat(names(folder)).isEqualTo(names(DOCS.resolve("performance")));
        for (String name : names(folder)) {
            assertThat(folder.resolve(name)).hasSameTextualContentAs(DOCS.resolve("performance").resolve(name));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
