package io.github.rabbitlambda.acceptance.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideProjectTest {
    @TempDir
    Path directory;

    @Test
    void runsALineOfAShellInItsFolder() throws Exception {
        OutsideProject project = OutsideProject.in(directory).with("src/a.txt", "a\n").with("b.txt", "b\n");
        assertThat(project.run("cat src/a.txt && cat b.txt")).isEqualTo("a\nb\n");
        assertThat(project.run("java --version")).contains(System.getProperty("java.version"));
    }

    @Test
    void saysWhatACommandPrintedThatFails() {
        assertThatThrownBy(() -> OutsideProject.in(directory).run("echo no such order; exit 3"))
                .isInstanceOf(AssertionError.class).hasMessage(
                        "\"echo no such order; exit 3\" must end with status 0 (ended with 3):\nno such order\n");
    }

    @Test
    void isSkippedWhereMavenCentralCantBeReached() {
        assertThatThrownBy(() -> OutsideProject.in(directory)
                .run("echo '[ERROR] Could not transfer artifact a:b:jar:1 from/to central: Unknown host'; exit 1"))
                .isInstanceOf(org.opentest4j.TestAbortedException.class).hasMessageContaining(
                        "Maven Central can't be reached, so no project outside is built: [ERROR] Could not transfer artifact a:b:jar:1 from/to central: Unknown host");
    }

    @Test
    void copiesAnExampleWithoutWhatWasBuiltThere() throws IOException {
        Path example = Files.createDirectories(directory.resolve("example"));
        OutsideProject.in(example).with("pom.xml", "<project/>").with("src/target/A.java", "").with("target/a.jar", "");
        OutsideProject copy = OutsideProject.in(directory.resolve("copy")).withFilesOf(example);
        assertThat(copy.file("pom.xml")).hasContent("<project/>");
        assertThat(copy.file("src/target/A.java")).exists();
        assertThat(copy.file("target")).doesNotExist();
    }
}
