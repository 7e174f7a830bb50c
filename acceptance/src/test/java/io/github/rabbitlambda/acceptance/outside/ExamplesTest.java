package io.github.rabbitlambda.acceptance.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example as its README has it: every command in a line of its own, as it is written. */
@Timeout(850)
class ExamplesTest {
    @TempDir
    Path repository;

    private Example example(String name, int commands) throws IOException {
        Example example = Example.of(name, repository);
        assertThat(example.commands()).hasSize(commands);
        return example;
    }

    /** On a busy machine the AWS SDK may send it twice, since its first call took too long. */
    private static void assertEmptyOrderIsParked(String output, int acknowledged) {
        assertThat(output)
                .contains("after 3 attempts: java.lang.IllegalArgumentException: an order must not be empty")
                .containsPattern("acknowledged " + acknowledged + " \\([1-9] parked\\), failed 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java-maven", "kotlin"})
    void buildsTestsAndRunsTheHandler(String name) throws Exception {
        Example example = example(name, 2);
        assertThat(example.run(0)).doesNotContain("ERROR");
        example.assertTestsRan("OrderListenerTest", 2);
        assertEmptyOrderIsParked(example.run(1), 2);
    }

    @Test
    void movesAPlainHandlerToTheListener() throws Exception {
        Example example = example("request-handler", 4);
        example.run(0);
        example.assertTestsRan("MoveTest", 3);
        assertThat(example.run(1)).contains("acknowledged 0 (0 parked), failed 15",
                "\nthe empty message brings its batch back, again and again\n");
        assertEmptyOrderIsParked(example.run(2), 3);
        assertEmptyOrderIsParked(example.run(3), 3);
    }

    @Test
    void testsAndRunsTheNodeHandler() throws Exception {
        assumeTrue(isInstalled("node --version"), "node is not installed");
        Example example = example("node", 2);
        assertThat(example.run(0)).contains("# pass 2", "# fail 0");
        assertThat(example.run(1)).contains("accepted 2 messages of demo::/",
                "acknowledged 2 (0 parked), failed 0");
    }

    @Test
    void theNodeRuntimeReportsAHandlerThatFails() throws Exception {
        assumeTrue(isInstalled("node --version"), "node is not installed");
        Example example = example("node", 2);
        String bad = example.commands().get(1).replace("--publish '1 table'", "--publish ''");
        assertThat(example.project().run(bad + " || true")).contains(
                "the function failed with Error: an order must not be empty", "acknowledged 0 (0 parked), failed 10");
    }

    @Test
    void theCheckSeesThatTheSamTemplateConnects() throws Exception {
        Example example = example("sam", 2);
        assertThat(example.run(0)).startsWith("CONNECTS OrdersQueue - this mapping connects\n")
                .doesNotContain("assumed:", "warning:");
        assertThat(example.run(1)).startsWith("UNKNOWN OrdersQueue").contains("parameter `BrokerArn`, cannot be seen",
                "\nalone it can't see the broker, and says so\n");
    }

    @Test
    void theTableOfExamplesNamesEachFolder() throws IOException {
        List<String> named = Pattern.compile("(?m)^\\| \\[(.+)]\\(\\1\\) \\|")
                .matcher(Files.readString(Example.FOLDER.resolve("README.md"))).results()
                .map((MatchResult row) -> row.group(1)).toList();
        try (Stream<Path> folders = Files.list(Example.FOLDER)) {
            assertThat(named).containsExactlyInAnyOrderElementsOf(
                    folders.filter(folder -> Files.exists(folder.resolve("README.md")))
                            .map(folder -> folder.getFileName().toString()).toList());
        }
    }

    private boolean isInstalled(String command) throws Exception {
        return OutsideProject.in(repository).run(command + " >/dev/null 2>&1 || echo no").isEmpty();
    }
}
