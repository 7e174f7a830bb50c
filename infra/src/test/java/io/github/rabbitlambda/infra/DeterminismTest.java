package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Map.of and Set.of iterate in an order of their own in every JVM: a template that shows it changes at every synth. */
class DeterminismTest {

    @Test
    void givesTheSameBytesInAnotherJvm() throws Exception {
        Path other = Files.createTempDirectory(Path.of("target"), "other-jvm");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-classpath", System.getProperty("java.class.path"),
                DeterminismTest.class.getName(), other.toString()).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        for (String stack : StackNames.all()) {
            for (String file : List.of(stack + ".template.json", stack + ".assets.json")) {
                assertThat(other.resolve(file)).hasSameTextualContentAs(
                        Synthesis.standard().assembly().resolve(file));
            }
        }
    }

    public static void main(String... args) {
        Path assembly = Synthesis.checked(Map.of()).assembly();
        StackNames.all().stream().flatMap(stack -> List.of(stack + ".template.json", stack + ".assets.json").stream())
                .forEach(file -> copy(assembly.resolve(file), Path.of(args[0]).resolve(file)));
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
