package io.github.rabbitlambda.reachability.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** docs/reachability.md and the classes of the rules say the same. */
class RulesInDocsTest {
    private static final Path DOCS = Path.of("..", "docs", "reachability.md");
    // | [R19](source) | `R19FreeAddresses` | sentence |
    private static final Pattern ROW = Pattern.compile("\\| \\[(R\\d+)]\\((\\S+)\\) \\| `(\\w+)` \\| (.+) \\|");

    /** The rules in the code, by the simple names of their classes. */
    private static Map<String, Rule> inCode() throws IOException, ReflectiveOperationException {
        Map<String, Rule> rules = new TreeMap<>();
        for (String file : sources().keySet()) {
            String name = file.replace(".java", "");
            if (name.matches("R\\d\\d\\w+")) {
                Class<?> found = Class.forName(RulesInDocsTest.class.getPackageName() + "." + name);
                rules.put(name, (Rule) found.getDeclaredField("RULE").get(null));
            }
        }
        return rules;
    }

    private static Map<String, Rule> inDocs() throws IOException {
        Map<String, Rule> rules = new TreeMap<>();
        for (String line : Files.readAllLines(DOCS)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rules.put(row.group(3), new Rule(row.group(1), row.group(4), row.group(2)));
            }
        }
        return rules;
    }

    @Test
    void docsAndCodeHoldTheSameRules() throws IOException, ReflectiveOperationException {
        assertThat(inCode()).hasSizeGreaterThan(20);
        assertThat(inDocs()).containsExactlyEntriesOf(inCode());
    }

    @Test
    void eachClassIsNamedAfterTheNumberOfItsRule() throws IOException, ReflectiveOperationException {
        assertThat(inCode()).allSatisfy((name, rule) -> assertThat(name)
                .startsWith("R%02d".formatted(Integer.parseInt(rule.id().substring(1)))));
    }

    @Test
    void eachIdIsWrittenInOneFile() throws IOException, ReflectiveOperationException {
        Map<String, String> sources = sources();
        inCode().forEach((name, rule) -> assertThat(sources.keySet())
                .filteredOn(file -> sources.get(file).contains("\"" + rule.id() + "\""))
                .containsExactly(name + ".java"));
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(found -> found.toString().endsWith(".java")).toList()) {
                texts.merge(file.getFileName().toString(), Files.readString(file), String::concat);
            }
        }
        return texts;
    }
}
