package io.github.rabbitlambda.local.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.github.rabbitlambda.local.process.Session;
import io.github.rabbitlambda.local.process.WorkingDirectory;

/**
 * A private RabbitMQ node as a child process. Its name, ports, cookie and data directory differ from any other node's
 * on this machine; it listens on the loopback interface. It needs a {@code rabbitmq-server}: the one that the property
 * {@code rabbitmq.server} or the environment variable {@code RABBITMQ_SERVER} names, one of {@code .ci/rabbitmq.sh}, or an
 * installed one.
 *
 * <p>Not thread-safe.
 */
public final class RabbitMqNode implements AutoCloseable {
    private static final int BUSY_MACHINE_MILLIS = 60_000;
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final ServerScript script;
    private final WorkingDirectory directory;
    private final NodeFiles files;
    private @Nullable Process process;
    private @Nullable Process portMapper;

    private RabbitMqNode(ServerScript script, WorkingDirectory directory, NodeFiles files) {
        this.script = script;
        this.directory = directory;
        this.files = files;
    }

    /**
     * Whether there is a {@code rabbitmq-server}.
     *
     * @throws IllegalStateException
     *             if the user names a place where none is
     */
    public static boolean isInstalled() {
        return ServerScript.find().isPresent();
    }

    /** Starts a node with a temporary directory, which {@link #close} deletes. */
    public static RabbitMqNode start() {
        return start(ServerScript.require(), WorkingDirectory.create("rabbitmq"), Optional.empty(), List.of());
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
        return start(ServerScript.require(), WorkingDirectory.at(directory), tls, more);
    }

    static RabbitMqNode start(ServerScript script, WorkingDirectory directory, Optional<NodeCertificates> tls,
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

    /** Starts the node again after {@link #kill}, with the same data and ports. */
    public void restart() {
        try {
            if (portMapper == null || !portMapper.isAlive()) {
                portMapper = startProcess(List.of("epmd"), ProcessBuilder.Redirect.DISCARD);
            }
            process = startProcess(List.of(script.path().toString()), ProcessBuilder.Redirect.to(files.log().toFile()));
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
        throw new IllegalStateException("the private RabbitMQ node does not start from %s (%s); the end of its log:%n%s"
                .formatted(script.path(), script.origin(), log));
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

    /** RabbitMQ's version, as the node itself tells it. */
    public String version() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(files.ports().amqp());
        factory.setHandshakeTimeout(BUSY_MACHINE_MILLIS);
        try (Connection connection = factory.newConnection("version")) {
            return String.valueOf(connection.getServerProperties().get("version"));
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("the private RabbitMQ node does not tell its version", e);
        }
    }

    /** The script that started it. */
    public Path server() {
        return script.path();
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
