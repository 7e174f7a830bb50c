package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users start, as {@code java -jar} starts it. */
class PackagedJarTest {
    private static final Path JAR = Path.of("target/local.jar");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void printsTheVersionOfThePom() throws Exception {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString(),
                        "--version"))
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output, StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("rabbitlambda local " + System.getProperty("project.version"));
        assertThat(process.exitValue()).isZero();
    }
}
