package io.github.rabbitlambda.acceptance.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Gradle's example, where a Gradle is installed; Debian's is older than JUnit's platform, and gets a script that helps it. */
@Timeout(600)
class GradleExampleTest {
    @TempDir
    Path repository;

    @Test
    void buildsTestsAndRunsTheHandler() throws Exception {
        Example example = Example.of("java-gradle", repository);
        assumeTrue(example.project().run("gradle --version || echo none").contains("Gradle "),
                "gradle is not installed");
        assertThat(example.commands()).hasSize(2);
        String built = example.project().run(withOwnHome(example) + example.commands().getFirst());
        assertThat(built).contains("BUILD SUCCESSFUL", "2 tests successful");
        assertThat(example.run(1)).contains("acknowledged 2 (0 parked), failed 0");
    }

    /** Our artifacts come from the repository that they are installed in; the user's own settings don't count. */
    private String withOwnHome(Example example) throws Exception {
        assertThat(example.project().run("mvn --version")).contains("Apache Maven");
        Path home = Files.createDirectories(repository.resolve("gradle/init.d")).getParent();
        Files.writeString(home.resolve("gradle.properties"),
                "org.gradle.daemon=false\nsystemProp.maven.repo.local=" + OwnMaven.REPOSITORY);
        Files.copy(getClass().getResourceAsStream("old-gradle.gradle"), home.resolve("init.d/old-gradle.gradle"));
        return "export GRADLE_USER_HOME=" + home + "; ";
    }

    @Test
    void hasTheSourcesOfTheMavenExample() throws IOException {
        Path maven = Example.FOLDER.resolve("java-maven/src");
        try (Stream<Path> sources = Files.walk(maven)) {
            assertThat(sources.filter(Files::isRegularFile).toList()).isNotEmpty().allSatisfy(source -> assertThat(
                    Example.FOLDER.resolve("java-gradle/src").resolve(maven.relativize(source)))
                    .hasSameTextualContentAs(source));
        }
    }
}
