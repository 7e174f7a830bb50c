package io.github.rabbitlambda.acceptance.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A folder of {@code examples/}, in a copy of this repository that has the packaged commands where the README expects them. The
 * README's commands are the lines that are indented by four blanks; a backslash continues one.
 */
record Example(OutsideProject project, List<String> commands) {
    static final Path FOLDER = Path.of("..", "examples");
    private static final Pattern COMMAND = Pattern.compile("(?m)^    (\\S(?:.*\\\\\\n)*.*)$");

    /**
     * @param repository
     *            the copy's root, an empty folder outside this project's tree
     */
    static Example of(String name, Path repository) throws IOException {
        link(repository, "local/target/local.jar");
        link(repository, "reachability/target/reachability.jar");
        return in(repository, name);
    }

    /** Another one beside it. */
    static Example in(Path repository, String name) throws IOException {
        Path folder = Files.createDirectories(repository.resolve("examples").resolve(name));
        return new Example(OutsideProject.in(folder).withFilesOf(FOLDER.resolve(name)),
                commands(Files.readString(FOLDER.resolve(name).resolve("README.md"))));
    }

    private static void link(Path repository, String jar) throws IOException {
        Path link = repository.resolve(jar);
        Path target = Path.of("..", jar).toRealPath();
        Files.createDirectories(link.getParent());
        try {
            Files.createLink(link, target);
        } catch (IOException | UnsupportedOperationException e) { // another file system
            Files.copy(target, link);
        }
    }

    static List<String> commands(String readme) {
        return COMMAND.matcher(readme).results().map(MatchResult::group).map(String::strip).toList();
    }

    /** Runs one of the README's commands, which must end with status 0, and returns what it prints. */
    String run(int command) throws IOException, InterruptedException {
        return project.run(commands.get(command));
    }

    /** Tells what Surefire reported. */
    void assertTestsRan(String test, int number) {
        assertThat(project.file("target/surefire-reports/TEST-com.example." + test + ".xml")).content()
                .contains("tests=\"%d\" errors=\"0\" skipped=\"0\" failures=\"0\"".formatted(number));
    }
}
