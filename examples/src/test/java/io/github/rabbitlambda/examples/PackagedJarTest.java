package io.github.rabbitlambda.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** Looks at the jar that Lambda gets. That it runs is shown in acceptance, by the demonstration and the whole path. */
class PackagedJarTest {
    private static final Path JAR = Path.of("target/examples.jar");
    private static final Path LIBRARY = Path.of("../function/target/function.jar");

    @Test
    void holdsTheSampleAndWhatTheLibraryNeedsAndNothingElse() throws IOException {
        Set<String> expected = new TreeSet<>(classes(LIBRARY));
        expected.addAll(Set.of("io/github/rabbitlambda/examples/SampleListener.class",
                "io/github/rabbitlambda/examples/package-info.class"));

        assertThat(classes(JAR)).containsExactlyInAnyOrderElementsOf(expected)
                .contains("io/github/rabbitlambda/function/RabbitMqListener.class");
    }

    private static Set<String> classes(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class"))
                    .collect(Collectors.toSet());
        }
    }
}
