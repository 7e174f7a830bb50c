package io.github.rabbitlambda.acceptance.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;

/** The section "What publishers send" of docs/listener.md names the versions and the tests of this build. */
class PublishersTableTest {
    private static final Path ROOT = Path.of("..");
    private static final Path TESTS = Path.of("src/test/java",
            PublishersTableTest.class.getPackageName().replace('.', '/'));
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+Test)`");

    @Test
    void namesTheVersionsOfTheClients() throws IOException {
        String amqplib = JsonMapper.builder().build().readTree(ROOT.resolve("package.json").toFile())
                .at("/devDependencies/amqplib").textValue();
        assertThat(section()).contains("Spring AMQP " + versionInPom("spring-amqp"), "amqplib " + amqplib,
                "Qpid ProtonJ2 " + versionInPom("protonj2"), "Paho " + versionInPom("paho"));
    }

    private static String versionInPom(String name) throws IOException {
        return Pattern.compile("<" + name + "\\.version>(.*)</").matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results().findFirst().orElseThrow().group(1);
    }

    @Test
    void namesEveryTestOfAPublisher() throws IOException {
        assertThat(NAMED_TEST.matcher(section()).results().map(match -> match.group(1)).distinct())
                .containsExactlyInAnyOrderElementsOf(testsOfPublishers());
    }

    private static List<String> testsOfPublishers() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> name.endsWith("Test") && !name.equals(PublishersTableTest.class.getSimpleName()))
                    .toList();
        }
    }

    private static String section() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/listener.md"));
        String section = page.substring(page.indexOf("## What publishers send\n"));
        return section.substring(0, section.indexOf("\n## "));
    }
}
