package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/constructs.md quotes the apps that the tests synthesise. */
class DocumentationTest {
    private static final Path TESTS = Path.of("src/test/java/io/github/rabbitlambda/constructs");

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "constructs.md"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NewBrokerApp", "ExistingBrokerApp"})
    void quotesWhatIsTested(String app) throws IOException {
        List<String> lines = Files.readAllLines(TESTS.resolve(app + ".java"));
        int begin = index(lines, "// begin: ");
        int end = index(lines, "// end: ");
        assertThat(page()).contains(String.join("\n", lines.subList(begin + 1, end)).indent(-8));
    }

    private static int index(List<String> lines, String mark) {
        return lines.indexOf(lines.stream().filter(line -> line.contains(mark)).findFirst().orElseThrow());
    }

    @Test
    void listsEveryConstruct() throws IOException {
        String page = page();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/rabbitlambda/constructs"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .filter(name -> name.matches("(RabbitMq|Parked|Mapping|Queue|Message).*"))
                    .filter(name -> !name.endsWith("Attributes"))).allMatch(name -> page.contains("`" + name));
        }
    }
}
