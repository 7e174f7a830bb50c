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

/**
 * docs/listener.md agrees with the code.
 */
class DocumentationTest {
    private static final Path PAGE = Path.of("../docs/listener.md");
    private static final Path README = Path.of("../README.md");
    private static final Path HANDLER = Path.of("src/test/java/com/example/OrderListener.java");
    private static final Path SOURCES = Path.of("src/main/java/io/github/rabbitlambda/function");
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\n(.*?)\n```");
    private static final Pattern ROW = Pattern
            .compile("\\| `(LISTENER_\\w+)` \\| (\\w+) \\| (?:(\\d+) to (\\d+)|[^|]+) \\|");

    @Test
    void theHandlerOnThePageIsCompiledHere() throws IOException {
        String listener = handlerFrom("public final class");

        assertThat(Files.readString(PAGE)).contains("```java\n" + listener + "\n```");
        assertThat(listener.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void theReadmeHasTheSameHandlerWithItsImports() throws IOException {
        List<String> blocks = JAVA_BLOCK.matcher(Files.readString(README)).results().map(match -> match.group(1))
                .toList();

        assertThat(blocks).contains(handlerFrom("import "));
    }

    private static String handlerFrom(String firstText) throws IOException {
        String source = Files.readString(HANDLER);
        return source.substring(source.indexOf(firstText)).stripTrailing();
    }

    @Test
    void theHandlerOnThePageWorks() throws IOException {
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
