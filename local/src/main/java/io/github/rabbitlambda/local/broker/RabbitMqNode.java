package io.github.rabbitlambda.local.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.local.process.Session;
import io.github.rabbitlambda.local.process.WorkingDirectory;

/**
 * A private RabbitMQ node as a child process. Its name, ports, cookie and data directory differ from any other node's
 * on this machine; it listens on the loopback interface. It needs an installed {@code rabbitmq-server}.
 *
 * <p>Not thread-safe.
 */
public final class RabbitMqNode implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final List<Path> INSTALLATIONS = List.of(Path.of("/usr/lib/rabbitmq/lib"),
            Path.of("/opt/homebrew/opt/rabbitmq"),
            Path.of("/usr/local/opt/rabbitmq"), Path.of("/opt/rabbitmq"));

    private final Path script;
    private final WorkingDirectory directory;
    private final NodeFiles files;
    private @Nullable Process process;
    private @Nullable Process portMapper;

    private RabbitMqNode(Path script, WorkingDirectory directory, NodeFiles files) {
        this.script = script;
        this.directory = directory;
        this.files = files;
    }

    /** Whether {@code rabbitmq-server} is installed. */
    public static boolean isInstalled() {
        return findScript().isPresent();
    }

    /** Starts a node with a temporary directory, which {@link #close} deletes. */
    public static RabbitMqNode start() {
        return start(findInstalledScript(), WorkingDirectory.create("rabbitmq"), Optional.empty(), List.of());
    }

    /**
     * Starts a node; it accepts connections when this returns (5 to 8 s).
     *
     * @param directory
     *            for its data and logs; {@link #close} deletes it
     * @param tls
     *            if present, the node listens for AMQPS and HTTPS too
     * @throws IllegalStateException
     *             if {@code rabbitmq-server} is missing or does not start
     */
    public static RabbitMqNode start(Path directory, Optional<NodeCertificates> tls) {
        return start(directory, tls, List.of());
    }

    /** Starts a node with more plugins than a stack's broker needs. */
    static RabbitMqNode start(Path directory, Optional<NodeCertificates> tls, List<NodePlugin> more) {
        return start(findInstalledScript(), WorkingDirectory.at(directory), tls, more);
    }

    private static RabbitMqNode start(Path script, WorkingDirectory directory, Optional<NodeCertificates> tls,
            List<NodePlugin> more) {
        RabbitMqNode node = new RabbitMqNode(script, directory, NodeFiles.write(directory.path(), tls, more));
        try {
            node.restart();
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static Path findInstalledScript() {
        return findScript().orElseThrow(() -> new IllegalStateException(
                "--broker rabbitmq needs an installed rabbitmq-server (none was found): install the package rabbitmq-server, or use --broker embedded"));
    }

    /** Starts the node again after {@link #kill}, with the same data and ports. */
    public void restart() {
        try {
            if (portMapper == null || !portMapper.isAlive()) {
                portMapper = startProcess(List.of("epmd"), ProcessBuilder.Redirect.DISCARD);
            }
            process = startProcess(List.of(script.toString()), ProcessBuilder.Redirect.to(files.log().toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitStart();
    }

    private Process startProcess(List<String> command, ProcessBuilder.Redirect output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().putAll(files.environment());
        return directory.start(builder);
    }

    private void awaitStart() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (speaksAmqp() && accepts(files.ports().management())) {
                return;
            }
            pause(100);
        }
        String log = files.logTail();
        kill();
        throw new IllegalStateException("the private RabbitMQ node does not start; the end of its log:\n" + log);
    }

    /** A starting node closes the connection; a started node answers the protocol header with a frame. */
    private boolean speaksAmqp() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), files.ports().amqp())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(new byte[]{'A', 'M', 'Q', 'P', 0, 0, 9, 1});
            return socket.getInputStream().read() == 1;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the private RabbitMQ node", e);
        }
    }

    private static Optional<Path> findScript() {
        String named = System.getenv("RABBITMQ_SERVER");
        if (named != null && !named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        return INSTALLATIONS.stream().flatMap(RabbitMqNode::scriptsBelow)
                .max(Comparator.comparing(RabbitMqNode::versionOf, Arrays::compare));
    }

    private static int[] versionOf(Path script) {
        return Stream.of(versionText(script).split("[^0-9]+")).filter(digits -> !digits.isEmpty())
                .mapToInt(Integer::parseInt).toArray();
    }

    private static String versionText(Path script) {
        return script.getParent().getParent().getFileName().toString().replaceFirst("^rabbitmq_server-", "");
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

    /** The address for guest without TLS. */
    public BrokerUri uri() {
        return BrokerUri.parse("amqp://guest:guest@127.0.0.1:%d/%%2F".formatted(files.ports().amqp()));
    }

    /** The address for guest with TLS; the host is {@code localhost}. */
    public BrokerUri tlsUri() {
        return BrokerUri.parse("amqps://guest:guest@localhost:%d/%%2F".formatted(files.ports().amqps()));
    }

    /** The port of the management API: HTTPS if the node has certificates, otherwise HTTP. */
    public int managementPort() {
        return files.ports().management();
    }

    /** RabbitMQ's version, from the name of its installation directory. */
    public String version() {
        return versionText(script);
    }

    /** Ends the node at once, as a power failure would. */
    public void kill() {
        if (process != null) {
            Session.kill(process);
        }
    }

    /** Ends the node and its port mapper, and deletes the directory. */
    @Override
    public void close() {
        kill();
        if (portMapper != null) {
            Session.kill(portMapper);
        }
        directory.close();
    }
}
