package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code cdk} command begins with the command of cdk.json. */
class SynthesisCommandTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern DEPENDENCY = Pattern
            .compile("(?s)<dependency>.*?<artifactId>([^<]+)</artifactId>.*?</dependency>");
    private static final String GOAL = "-Psynth package ";

    @TempDir
    private Path directory = Path.of("");

    // a profile on the command line switches the one off that lists all modules
    @Test
    void namesModulesThatMavenFinds() throws Exception {
        String command = new ObjectMapper().readTree(ROOT.resolve("cdk.json").toFile()).get("app").asText();
        assertThat(command).contains(GOAL);
        Path output = directory.resolve("output.txt");
        Process maven = new ProcessBuilder("sh", "-c", command.replace(GOAL, "-Psynth validate ").replace("-q ", ""))
                .directory(ROOT.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(maven.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            maven.destroyForcibly();
        }
        assertThat(maven.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("rabbitlambda listener ....", "rabbitlambda-examples ....",
                "rabbitlambda-operations ....", "rabbitlambda constructs ....", "rabbitlambda-infra ....");
    }

    // Maven takes the nearest scope: an entry for tests takes the library from the class path of every cdk command
    @Test
    void leavesLibrariesThatTheAppRunsWithOutOfTestScope() throws Exception {
        List<String> run = new ArrayList<>();
        for (String module : List.of("validation", "constructs", "reachability")) {
            run.addAll(dependencies(module, false));
        }

        assertThat(run).contains("asm", "aws-cdk-lib");
        assertThat(dependencies("infra", true)).contains("secretsmanager").doesNotContainAnyElementsOf(run);
    }

    private static List<String> dependencies(String module, boolean test) throws IOException {
        return DEPENDENCY.matcher(Files.readString(ROOT.resolve(module).resolve("pom.xml"))).results()
                .filter(found -> found.group().contains("<scope>test</scope>") == test).map(found -> found.group(1))
                .toList();
    }
}
