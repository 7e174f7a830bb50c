package io.github.rabbitlambda.local.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The script that starts RabbitMQ: the one that the user names, else one of {@code .ci/rabbitmq.sh}, else the newest that is
 * installed.
 *
 * @param origin
 *            why it is this one
 */
record ServerScript(Path path, String origin) {
    static final String PROPERTY = "rabbitmq.server";
    static final String VARIABLE = "RABBITMQ_SERVER";

    private static final List<Path> CACHED = List.of(Path.of("rabbitmq-sid"), Path.of("rabbitmq-trixie"));
    private static final List<Path> INSTALLATIONS = List.of(Path.of("/usr/lib/rabbitmq/lib"),
            Path.of("/opt/homebrew/opt/rabbitmq"),
            Path.of("/usr/local/opt/rabbitmq"), Path.of("/opt/rabbitmq"));

    /**
     * Looks for it on this machine.
     *
     * @throws IllegalStateException
     *             if the user names a place where no script is
     */
    static Optional<ServerScript> find() {
        return find(System::getProperty, System::getenv,
                Path.of(System.getProperty("user.home"), ".cache", "rabbitlambda"));
    }

    static Optional<ServerScript> find(UnaryOperator<String> properties, UnaryOperator<String> variables, Path cache) {
        return named(PROPERTY, properties).or(() -> named(VARIABLE, variables)).or(() -> cached(cache))
                .or(ServerScript::installed);
    }

    static ServerScript require() {
        return find().orElseThrow(() -> new IllegalStateException(
                "--broker rabbitmq needs an installed rabbitmq-server (none was found): install the package rabbitmq-server, name another one in %s, or use --broker embedded"
                        .formatted(VARIABLE)));
    }

    private static Optional<ServerScript> named(String name, UnaryOperator<String> values) {
        return Optional.ofNullable(values.apply(name)).filter(value -> !value.isEmpty())
                .map(value -> new ServerScript(Path.of(value).toAbsolutePath(), name).requireScript());
    }

    private ServerScript requireScript() {
        if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
            throw new IllegalStateException(
                    "%s must name a rabbitmq-server script, or one that starts RabbitMQ in a container or another root (given %s, which is %s)"
                            .formatted(origin, path, whatElse()));
        }
        return this;
    }

    private String whatElse() {
        if (Files.notExists(path)) {
            return "missing";
        }
        return Files.isRegularFile(path) ? "not executable" : "no file";
    }

    private static Optional<ServerScript> cached(Path cache) {
        return CACHED.stream().map(root -> cache.resolve(root).resolve("rabbitmq-server"))
                .filter(Files::isExecutable).findFirst()
                .map(script -> new ServerScript(script, ".ci/rabbitmq.sh"));
    }

    private static Optional<ServerScript> installed() {
        return INSTALLATIONS.stream().flatMap(ServerScript::scriptsBelow)
                .max(Comparator.comparing(ServerScript::versionOf, Arrays::compare))
                .map(script -> new ServerScript(script, "installed"));
    }

    private static Stream<Path> scriptsBelow(Path installation) {
        if (!Files.isDirectory(installation)) {
            return Stream.empty();
        }
        try (Stream<Path> found = Files.find(installation, 3,
                (path, attributes) -> path.endsWith("sbin/rabbitmq-server"))) {
            return found.toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** From the name of the installation's directory, which decides between several; the node itself tells its version. */
    private static int[] versionOf(Path script) {
        String directory = script.getParent().getParent().getFileName().toString();
        return Stream.of(directory.split("[^0-9]+")).filter(digits -> !digits.isEmpty())
                .mapToInt(Integer::parseInt).toArray();
    }
}
