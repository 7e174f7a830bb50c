package io.github.rabbitlambda.acceptance.outside;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;

/**
 * A project outside this one, whose commands are run as a user types them: {@code mvn} has a local repository of its own with
 * this build's artifacts. A test is skipped where Maven Central can't be reached. It needs the packaged jars:
 * {@code mvn -pl acceptance -am verify}.
 */
public final class OutsideProject {
    private static final int SECONDS = 400;
    private static final Set<String> MADE = Set.of("node_modules", "cdk.out", ".git");

    /** Maven 3 does not expect a second process in its local repository. */
    private static final ReentrantLock REPOSITORY = new ReentrantLock();
    private static final Pattern UNREACHABLE = Pattern
            .compile(".*(?:Could not transfer (?:artifact|metadata)|failed to transfer from).*");
    /** The CDK's command starts one that compiles the app. */
    private static final Pattern MAVEN = Pattern.compile("\\b(?:mvn|cdk) ");
    private static boolean installed;

    private final Path directory;

    private OutsideProject(Path directory) {
        this.directory = directory;
    }

    /** Fills a folder outside this project's tree, whose settings for Maven it would find otherwise. */
    public static OutsideProject in(Path directory) {
        return new OutsideProject(directory);
    }

    /** Fills the folder with the files of another one, except for what was built or installed there. */
    public OutsideProject withFilesOf(Path source) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isMade(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = directory.resolve(source.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                return FileVisitResult.CONTINUE;
            }
        });
        return this;
    }

    /** A folder of Java's may be called target too. */
    private static boolean isMade(Path folder) {
        String name = folder.getFileName().toString();
        return MADE.contains(name) || name.equals("target") && Files.exists(folder.resolveSibling("pom.xml"));
    }

    public OutsideProject with(String file, String text) throws IOException {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.writeString(directory.resolve(file), text);
        return this;
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Runs a line of a shell in the project's folder, and returns what it prints. It must end with status 0. */
    public String run(String command) throws IOException, InterruptedException {
        return MAVEN.matcher(command).find() ? alone(command) : output(command);
    }

    private String alone(String command) throws IOException, InterruptedException {
        REPOSITORY.lock();
        try {
            if (!installed) {
                OwnMaven.installOurs();
                installed = true;
            }
            return output(command);
        } finally {
            REPOSITORY.unlock();
        }
    }

    private String output(String command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "command", ".out");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        OwnMaven.applyTo(builder.environment());
        int status = end(builder.start());
        String text = Files.readString(output);
        Files.delete(output);
        if (status != 0) {
            skipWithoutCentral(text);
            throw new AssertionError(
                    "\"" + command + "\" must end with status 0 (ended with " + status + "):\n" + text);
        }
        return text;
    }

    private static int end(Process process) throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return -1;
        }
        return process.exitValue();
    }

    private static void skipWithoutCentral(String text) {
        Matcher transfer = UNREACHABLE.matcher(text);
        if (transfer.find()) {
            Assumptions.abort("Maven Central can't be reached, so no project outside is built: " + transfer.group());
        }
    }
}
