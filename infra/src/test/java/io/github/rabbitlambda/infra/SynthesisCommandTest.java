package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code cdk} command begins with the command of cdk.json. */
class SynthesisCommandTest {
    private static final Path ROOT = Path.of("..");
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
}
