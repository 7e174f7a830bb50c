package io.github.rabbitlambda.acceptance.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is meant for others. The names are those of the modules' folders. */
enum InstalledArtifact {
    BOM, CONSTRUCTS, FUNCTION, LOCAL, REACHABILITY;

    private static final Pattern NAME = Pattern
            .compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

    /** Puts the flattened POM and the jar of this build where {@code mvn install} puts them. */
    void installInto(Path repository) throws IOException {
        String pom = pom();
        Matcher name = NAME.matcher(pom);
        if (!name.find()) {
            throw new AssertionError("the flattened POM of " + folder() + " must begin with artifactId and version");
        }
        Path version = Files.createDirectories(
                repository.resolve("io/github/rabbitlambda").resolve(name.group(1)).resolve(name.group(2)));
        String file = name.group(1) + "-" + name.group(2);
        Files.writeString(version.resolve(file + ".pom"), pom);
        if (!pom.contains("<packaging>pom</packaging>")) {
            Files.copy(jar(), version.resolve(file + ".jar"));
        }
    }

    String pom() throws IOException {
        return Files.readString(built(target().resolve("flattened/pom.xml")));
    }

    /** The classes alone where the module packs another jar for Lambda or as a command. */
    private Path jar() {
        return Stream.of(target().resolve("classes-jar"), target()).map(folder -> folder.resolve(folder() + ".jar"))
                .filter(Files::exists).findFirst().orElseGet(() -> built(target().resolve(folder() + ".jar")));
    }

    private Path target() {
        return Path.of("..", folder(), "target");
    }

    private String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Path built(Path file) {
        if (!Files.exists(file)) {
            throw new AssertionError(file + " must exist: run mvn -pl acceptance -am verify");
        }
        return file;
    }
}
