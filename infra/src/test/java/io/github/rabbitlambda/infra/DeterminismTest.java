package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Map.of and Set.of iterate in another order in every JVM: a template that depends on it changes at every synthesis.
 */
class DeterminismTest {

    // the checks change nothing in a template: the other JVM leaves them out, which saves time
    @Test
    void synthesisesTheSameBytesInAnotherJvm() throws Exception {
        Path other = Files.createTempDirectory(Path.of("target"), "other-jvm");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-classpath", System.getProperty("java.class.path"),
                DeterminismTest.class.getName(), other.toString()).inheritIO().start();
        Path standard = Synthesis.standard().assembly();
        assertThat(process.waitFor()).isZero();
        assertThat(files()).allSatisfy(
                file -> assertThat(other.resolve(file)).hasSameTextualContentAs(standard.resolve(file)));
    }

    public static void main(String... args) {
        Path assembly = Synthesis.unchecked(Map.of()).assembly();
        files().forEach(file -> copy(assembly.resolve(file), Path.of(args[0]).resolve(file)));
    }

    private static List<String> files() {
        return StackNames.all().stream()
                .flatMap(stack -> Stream.of(stack + ".template.json", stack + ".assets.json")).toList();
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
