package io.github.rabbitlambda.local.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The directory of a {@link RabbitMqNode}: its configuration, and the environment variables that name it. */
record NodeFiles(Path directory, Ports ports) {
    private static final int LOG_LINES = 20;
    private static final int FIRST_PORT = 10_000;
    private static final int END_OF_PORTS = 32_000;

    /**
     * The node's ports, all different; each was free when it was chosen. With one port for both, RabbitMQ starts without
     * its listener for TLS and says nothing.
     */
    record Ports(int amqp, int amqps, int management, int distribution, int portMapper) {
        static Ports free() {
            List<Integer> free = freePorts(5);
            return new Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4));
        }
    }

    /**
     * So many different ports that are free now, below those that systems give to outgoing connections: one of those may be
     * taken before the node has started. All are held until the last is chosen, since one could come again.
     */
    static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; held.size() < count; i++) {
                if (i == END_OF_PORTS) {
                    throw new IllegalStateException("no free ports between %d and %d on this machine"
                            .formatted(FIRST_PORT, END_OF_PORTS));
                }
                bind(ThreadLocalRandom.current().nextInt(FIRST_PORT, END_OF_PORTS)).ifPresent(held::add);
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ServerSocket> bind(int port) {
        try {
            return Optional.of(new ServerSocket(port));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static NodeFiles write(Path directory, Optional<NodeCertificates> tls, List<NodePlugin> more) {
        NodeFiles files = new NodeFiles(directory, Ports.free());
        try {
            Files.createDirectories(directory);
            Files.writeString(files.configuration(), files.settings(tls) + NodePlugin.settings(more),
                    StandardCharsets.UTF_8);
            Files.writeString(files.plugins(), NodePlugin.enabled(more));
            Files.writeString(files.emptyEnvironmentFile(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private String settings(Optional<NodeCertificates> tls) {
        String common = """
                listeners.tcp.1 = 127.0.0.1:%d
                log.file.level = warning
                disk_free_limit.absolute = 50MB
                default_user_tags.administrator = true
                default_user_tags.impersonator = true
                """.formatted(ports.amqp());
        return common + tls.map(this::secureListeners).orElse("""
                management.tcp.ip = 127.0.0.1
                management.tcp.port = %d
                """.formatted(ports.management()));
    }

    private String secureListeners(NodeCertificates tls) {
        return """
                listeners.ssl.1 = 127.0.0.1:%d
                ssl_options.cacertfile = %s
                ssl_options.certfile = %s
                ssl_options.keyfile = %s
                management.ssl.ip = 127.0.0.1
                management.ssl.port = %d
                management.ssl.cacertfile = %s
                management.ssl.certfile = %s
                management.ssl.keyfile = %s
                """.formatted(ports.amqps(), tls.authority(), tls.certificate(), tls.key(), ports.management(),
                tls.authority(), tls.certificate(), tls.key());
    }

    /**
     * The variables that make the server's script start a separate node in the foreground, so the child process is the
     * node.
     */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HOME", directory.toString());
        environment.put("ERL_EPMD_PORT", String.valueOf(ports.portMapper()));
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("RABBITMQ_NODENAME", "private" + ports.amqp() + "@localhost");
        environment.put("RABBITMQ_DIST_PORT", String.valueOf(ports.distribution()));
        environment.put("RABBITMQ_CONF_ENV_FILE", emptyEnvironmentFile().toString());
        environment.put("RABBITMQ_CONFIG_FILE", configuration().toString());
        environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", plugins().toString());
        environment.put("RABBITMQ_MNESIA_BASE", directory.resolve("data").toString());
        environment.put("RABBITMQ_LOG_BASE", directory.resolve("log").toString());
        environment.put("RABBITMQ_ALLOW_INPUT", "1");
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "-noinput -kernel inet_dist_use_interface {127,0,0,1} +sbwt none");
        return environment;
    }

    private Path configuration() {
        return directory.resolve("rabbitmq.conf");
    }

    private Path plugins() {
        return directory.resolve("enabled_plugins");
    }

    private Path emptyEnvironmentFile() {
        return directory.resolve("rabbitmq-env.conf");
    }

    Path log() {
        return directory.resolve("output.log");
    }

    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
