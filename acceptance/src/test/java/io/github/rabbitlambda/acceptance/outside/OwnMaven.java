package io.github.rabbitlambda.acceptance.outside;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Maven with a local repository of its own, which has nothing of this project but what is meant for others. What comes from
 * Maven Central stays there until {@code mvn clean}. Settings are the user's own.
 */
final class OwnMaven {
    static final Path REPOSITORY = Path.of("target", "own-maven").toAbsolutePath();
    private static final List<String> OURS = List.of("CDK_", "JSII_", "MAVEN_", "RABBITMQ_");

    private OwnMaven() {}

    static void installOurs() throws IOException {
        delete(REPOSITORY.resolve("io/github/rabbitlambda"));
        for (InstalledArtifact artifact : InstalledArtifact.values()) {
            artifact.installInto(REPOSITORY);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** Has {@code mvn} mean this Maven, {@code java} the JDK of these tests, and {@code cdk} what {@code npm ci} installed. */
    static void applyTo(Map<String, String> environment) {
        environment.keySet().removeIf(name -> OURS.stream().anyMatch(name::startsWith));
        String java = System.getProperty("java.home");
        Stream<Path> commands = Stream.of(Path.of(System.getProperty("maven.home", ""), "bin"), Path.of(java, "bin"),
                Path.of("..", "node_modules", ".bin").toAbsolutePath());
        environment.merge("PATH", String.join(File.pathSeparator, commands.map(Path::toString).toList()),
                (path, ours) -> ours + File.pathSeparator + path);
        environment.put("JAVA_HOME", java);
        environment.put("CDK_DISABLE_CLI_TELEMETRY", "true");
        environment.put("MAVEN_OPTS",
                "-Dmaven.repo.local=" + REPOSITORY + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }
}
