package io.github.rabbitlambda.acceptance.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.acceptance.NeedsNpmPackage;

/**
 * The README's command in a copy of this project: it builds what is deployed and synthesises it with the class path that a
 * user has. Maven's local repository is the one that this build has filled.
 */
@NeedsNpmPackage("aws-cdk")
@Timeout(500)
class ListCommandTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path copy;

    @Test
    void listsTheStacks() throws Exception {
        OutsideProject.in(copy).withFilesOf(ROOT);
        Path modules = Files.createSymbolicLink(copy.resolve("node_modules"),
                ROOT.resolve("node_modules").toRealPath());
        Path printed = copy.resolve("printed.txt");
        Process command = new ProcessBuilder("npx", "cdk", "list").directory(copy.toFile()).redirectErrorStream(true)
                .redirectOutput(printed.toFile()).start();
        try {
            assertThat(command.waitFor(400, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            command.descendants().forEach(ProcessHandle::destroyForcibly);
            command.destroyForcibly();
            Files.delete(modules);
        }
        assertThat(command.exitValue()).as(Files.readString(printed)).isZero();
        assertThat(Files.readString(printed)).contains("PublicRabbitMqInstanceStack",
                "PrivateRabbitMqInstanceDefaultVpcStack", "PrivateRabbitMqInstanceCustomVpcWithNatStack",
                "PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack",
                "PrivateRabbitMqInstanceCustomVpcPublicSubnetStack").doesNotContain("\tat ");
    }
}
