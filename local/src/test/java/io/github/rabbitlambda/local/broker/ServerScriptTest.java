package io.github.rabbitlambda.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.local.process.WorkingDirectory;

class ServerScriptTest {
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path directory;

    @Test
    void takesThePropertyBeforeTheVariable() throws IOException {
        Path one = script("one");
        Path two = script("two");
        assertThat(find(Map.of("rabbitmq.server", one.toString()), Map.of("RABBITMQ_SERVER", two.toString())))
                .contains(new ServerScript(one, "rabbitmq.server"));
        assertThat(find(Map.of("rabbitmq.server", ""), Map.of("RABBITMQ_SERVER", two.toString())))
                .contains(new ServerScript(two, "RABBITMQ_SERVER"));
    }

    @Test
    void takesAServerOfTheCacheUnlessOneIsNamed() throws IOException {
        Path named = script("named");
        Path trixie = script("rabbitmq-trixie/rabbitmq-server");
        assertThat(find(NOTHING, Map.of("RABBITMQ_SERVER", ""))).contains(new ServerScript(trixie, ".ci/rabbitmq.sh"));
        Path sid = script("rabbitmq-sid/rabbitmq-server");
        assertThat(find(NOTHING, NOTHING)).contains(new ServerScript(sid, ".ci/rabbitmq.sh"));
        assertThat(find(NOTHING, Map.of("RABBITMQ_SERVER", named.toString())))
                .contains(new ServerScript(named, "RABBITMQ_SERVER"));
    }

    @Test
    void takesNoUnfinishedServerOfTheCache() throws IOException {
        Files.createDirectories(directory.resolve("rabbitmq-sid/debian"));
        assertThat(find(NOTHING, NOTHING).map(ServerScript::origin)).isNotEqualTo(Optional.of(".ci/rabbitmq.sh"));
    }

    @Test
    void refusesANamedPlaceWithoutAScript() throws IOException {
        Path missing = directory.resolve("missing");
        assertThatIllegalStateException().isThrownBy(() -> find(NOTHING, Map.of("RABBITMQ_SERVER", missing.toString())))
                .withMessage("RABBITMQ_SERVER must name a rabbitmq-server script, or one that starts RabbitMQ in a "
                        + "container or another root (given " + missing + ", which is missing)");
        assertThatIllegalStateException()
                .isThrownBy(() -> find(Map.of("rabbitmq.server", directory.toString()), NOTHING))
                .withMessage("rabbitmq.server must name a rabbitmq-server script, or one that starts RabbitMQ in a "
                        + "container or another root (given " + directory + ", which is no file)");
        Path text = Files.writeString(directory.resolve("text"), "");
        assertThatIllegalStateException().isThrownBy(() -> find(NOTHING, Map.of("RABBITMQ_SERVER", text.toString())))
                .withMessageEndingWith("(given " + text + ", which is not executable)");
    }

    @Test
    void saysWhichScriptStartsNoNode() throws IOException {
        Path other = Files.writeString(script("other"), "#!/bin/sh\necho this is something else\n");
        ServerScript script = new ServerScript(other, "RABBITMQ_SERVER");
        assertThatIllegalStateException().isThrownBy(() -> RabbitMqNode.start(script,
                WorkingDirectory.create("rabbitmq"), Optional.empty(), List.of()))
                .withMessage("the private RabbitMQ node does not start from %s (RABBITMQ_SERVER); "
                        + "the end of its log:%nthis is something else", other);
    }

    private Optional<ServerScript> find(Map<String, String> properties, Map<String, String> variables) {
        return ServerScript.find(properties::get, variables::get, directory);
    }

    private Path script(String name) throws IOException {
        Path script = directory.resolve(name);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
