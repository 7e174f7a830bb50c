package io.github.rabbitlambda.local.broker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.ClientParameters;
import com.rabbitmq.http.client.domain.ConnectionInfo;

/** A RabbitMQ node for all tests of a run, and operations on its queues. */
public final class RabbitMq {
    public static final Map<String, Object> QUORUM = Map.of("x-queue-type", "quorum", "x-delivery-limit", 100);

    private static RabbitMqNode shared;

    private RabbitMq() {}

    /**
     * The node that all tests share, with {@link OtherProtocols}; it is closed when the virtual machine ends. Its version is
     * printed once.
     */
    public static synchronized RabbitMqNode node() {
        if (shared == null) {
            Runtime.getRuntime().addShutdownHook(
                    new Thread((shared = start(Optional.empty(), OtherProtocols.plugins()))::close));
            System.out.printf("tests run on RabbitMQ %s of %s%n", shared.version(), shared.server());
        }
        return shared;
    }

    /** Whether the shared node has this version, such as 4.3, or a later one. */
    public static boolean isAtLeast(String version) {
        return Version.parse(node().version()).compareTo(Version.parse(version)) >= 0;
    }

    /** Starts another node, for the caller alone. */
    public static RabbitMqNode start(Optional<NodeCertificates> tls) {
        return start(tls, List.of());
    }

    private static RabbitMqNode start(Optional<NodeCertificates> tls, List<NodePlugin> more) {
        try {
            return RabbitMqNode.start(
                    Files.createTempDirectory(Files.createDirectories(Path.of("target", "rabbitmq")), "node"), tls,
                    more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Declares a queue with a name that no other test has. */
    public static String declare(RabbitMqNode node, Map<String, Object> arguments) {
        return TestQueue.declare(node.uri(), arguments);
    }

    /** Publishes bodies to a queue and waits for the confirms. */
    public static void publish(RabbitMqNode node, String queue, List<byte[]> bodies) {
        TestQueue.publish(node.uri(), queue, bodies);
    }

    /** How many messages of a queue are not with a consumer. */
    public static long ready(RabbitMqNode node, String queue) {
        return TestQueue.ready(node.uri(), queue);
    }

    /** How many messages a queue has, with those at consumers; the management API's number is some seconds old. */
    public static long messages(RabbitMqNode node, String queue) {
        return management(node).getQueue("/", queue).getTotalMessages();
    }

    /** Runs the work with a channel of a new connection. */
    public static void with(RabbitMqNode node, TestQueue.ChannelWork work) {
        TestQueue.with(node.uri(), work);
    }

    /** The management API of a node without TLS. */
    public static Client management(RabbitMqNode node) {
        try {
            return new Client(new ClientParameters()
                    .url(URI.create("http://127.0.0.1:%d/api/".formatted(node.managementPort())).toURL())
                    .username("guest").password("guest"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes the connections of mappings as soon as the management API shows one. */
    public static void cutMappings(RabbitMqNode node) {
        cutOfMappings(node).run();
    }

    /** Finds the connections of mappings, which takes seconds; the returned action closes them. */
    public static Runnable cutOfMappings(RabbitMqNode node) {
        List<ConnectionInfo> found = await().atMost(Duration.ofSeconds(30)).until(() -> mappings(node),
                mappings -> !mappings.isEmpty());
        Client management = management(node);
        return () -> found.forEach(connection -> management.closeConnection(connection.getName(), "cut by a test"));
    }

    private static List<ConnectionInfo> mappings(RabbitMqNode node) {
        return management(node).getConnections().stream()
                .filter(connection -> connection.getClientProperties() != null
                        && "event source mapping".equals(connection.getClientProperties().getConnectionName()))
                .toList();
    }
}
