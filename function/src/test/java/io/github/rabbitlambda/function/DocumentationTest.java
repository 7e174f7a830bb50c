package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.example.OrderListener;
import com.example.Orders;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * docs/listener.md agrees with the code.
 */
class DocumentationTest {
    private static final Path PAGE = Path.of("../docs/listener.md");
    private static final Path README = Path.of("../README.md");
    private static final Path EXAMPLES = Path.of("src/test/java/com/example");
    private static final Path PROJECT = Path.of("../examples/java-maven/src");
    private static final Path SOURCES = Path.of("src/main/java/io/github/rabbitlambda/function");
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\n(.*?)\n```");
    private static final Pattern ROW = Pattern
            .compile("\\| `(LISTENER_\\w+)` \\| (\\w+) \\| (?:(\\d+) to (\\d+)|[^|]+) \\|");

    @Test
    void theHandlerIsCompiledHereAsBothPagesHaveItWithItsImports() throws IOException {
        String listener = example("OrderListener");

        assertThat(javaBlocks(PAGE)).contains(listener);
        assertThat(javaBlocks(README)).contains(listener);
        assertThat(listener.lines().dropWhile(line -> !line.startsWith("public")).filter(line -> !line.isBlank()))
                .hasSizeLessThanOrEqualTo(10);
    }

    /** OrderListenerTest runs as a test, so the example also works. */
    @Test
    void theUnitTestIsCompiledHereAsThePageHasItWithItsImports() throws IOException {
        assertThat(javaBlocks(PAGE)).contains(example("OrderListenerTest"));
    }

    @Test
    void theExampleToCopyIsTheSame() throws IOException {
        assertThat(javaBlocks(PAGE)).contains(source(PROJECT.resolve("main/java/com/example/OrderListener.java")),
                source(PROJECT.resolve("test/java/com/example/OrderListenerTest.java")));
    }

    private static String example(String type) throws IOException {
        return source(EXAMPLES.resolve(type + ".java"));
    }

    private static String source(Path file) throws IOException {
        String source = Files.readString(file);
        return source.substring(source.indexOf("import ")).stripTrailing();
    }

    private static List<String> javaBlocks(Path page) throws IOException {
        return JAVA_BLOCK.matcher(Files.readString(page)).results().map(match -> match.group(1)).toList();
    }

    @Test
    void theHandlerOnThePageWorksAsLambdaCallsIt() throws IOException {
        Orders.ACCEPTED.clear();
        new OrderListener().handleRequest(
                new ByteArrayInputStream(Events.withRecords(
                        Events.record("{\"headers\":{\"tenant\":{\"bytes\":[97,99,109,101]}}}"), Events.record("{}"))),
                OutputStream.nullOutputStream(), new TestContext());

        assertThat(Orders.ACCEPTED).containsExactly("acme: body", "nobody: body");
    }

    @Test
    void theTableHasEverySetting() throws IOException {
        List<String> inTable = rows().stream().map(row -> row.group(1)).toList();
        List<String> inCode = Pattern.compile("\"(LISTENER_\\w+)\"")
                .matcher(Files.readString(SOURCES.resolve("Settings.java")))
                .results().map(match -> match.group(1)).distinct().toList();

        assertThat(inTable).containsExactlyInAnyOrderElementsOf(inCode);
        assertThat(Settings.names()).containsExactlyInAnyOrderElementsOf(inCode);
    }

    @Test
    void theTableHasTheLimitsOfTheCode() throws IOException {
        List<MatchResult> ranges = rows().stream().filter(row -> row.group(3) != null).toList();

        assertThat(ranges).hasSizeGreaterThan(5).allSatisfy(row -> {
            long max = Long.parseLong(row.group(4));
            assertThatThrownBy(() -> Settings.of(Map.of(row.group(1), "" + (max + 1)))).hasMessage(row.group(1)
                    + " must be between " + row.group(3) + " and " + max + " (given " + (max + 1) + ")");
        });
    }

    @Test
    void thePageNamesEveryMetric() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Counters.Counter.values())
                .allSatisfy(counter -> assertThat(page).contains("`" + counter.metric() + "`"));
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results().toList();
    }
}
