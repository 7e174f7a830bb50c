package io.github.rabbitlambda.local.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.BrokerImpl;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;

import io.github.rabbitlambda.local.process.WorkingDirectory;

/**
 * Apache Qpid Broker-J in this process, for a first run without any installation. It speaks AMQP 0-9-1 on a free port
 * of the loopback interface, keeps messages in memory only, and has one virtual host, {@code /}.
 *
 * <p>It is not RabbitMQ. These are the differences (measured on 10.1.0) and what this project does about them:
 * <ul>
 * <li>A negative acknowledgement of several messages returns only the last one: messages are settled one by one.
 * <li>It reads {@code expiration} as a point in time, so a message with a TTL would expire at once: a minimum far in
 * the future prevents that, and messages never expire.
 * <li>It ignores {@code x-*} queue arguments: there are no quorum queues, delivery limits or dead-letter exchanges.
 * </ul>
 * Use {@link RabbitMqNode} to test settling, expiry or dead-lettering.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** What a user has to know about a run on this broker. */
    public static final String CAUTION = "the embedded broker is Apache Qpid, not RabbitMQ: messages never expire, "
            + "and there are no quorum queues, delivery limits or dead letters (--broker rabbitmq has them)";

    private static final String USER = "guest";
    private static final String PASSWORD = "guest";
    private static final String CONFIGURATION = """
            {"name": "local", "modelVersion": "9.1",
             "authenticationproviders": [{"name": "plain", "type": "Plain", "secureOnlyMechanisms": [],
               "users": [{"name": "guest", "type": "managed", "password": "guest"}]}],
             "ports": [{"name": "AMQP", "port": "0", "bindingAddress": "127.0.0.1", "authenticationProvider": "plain",
               "protocols": ["AMQP_0_9_1"],
               "virtualhostaliases": [{"name": "default", "type": "defaultAlias"}]}],
             "virtualhostnodes": [{"name": "default", "type": "Memory", "defaultVirtualHostNode": "true",
               "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"}]}
            """;

    private final SystemLauncher launcher;
    private final WorkingDirectory workDirectory;
    private final int port;

    private EmbeddedBroker(SystemLauncher launcher, WorkingDirectory workDirectory, int port) {
        this.launcher = launcher;
        this.workDirectory = workDirectory;
        this.port = port;
    }

    /**
     * Starts a broker; it accepts connections when this returns (1 to 2 s).
     *
     * @throws IllegalStateException if it does not start
     */
    public static EmbeddedBroker start() {
        AtomicReference<SystemConfig<?>> system = new AtomicReference<>();
        SystemLauncher launcher = new SystemLauncher(new Listener(system));
        try {
            WorkingDirectory work = WorkingDirectory.create("broker");
            Path configuration = Files.writeString(work.path().resolve("config.json"), CONFIGURATION,
                    StandardCharsets.UTF_8);
            launcher.startup(Map.of("type", "Memory",
                    "initialConfigurationLocation", configuration.toUri().toString(),
                    "startupLoggedToSystemOut", "false",
                    "context", Map.of("qpid.work_dir", work.path().toString(),
                            "queue.minimumMessageTtl", String.valueOf(Long.MAX_VALUE / 4),
                            "queue.behaviourOnUnknownDeclareArgument", "IGNORE")));
            Broker<?> broker = (Broker<?>) system.get().getContainer();
            removeShutdownHook(broker);
            return new EmbeddedBroker(launcher, work, boundPort(broker));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker does not start: " + e.getMessage(), e);
        }
    }

    /** The broker's own hook would stop it before the current batch is settled. */
    private static void removeShutdownHook(Broker<?> broker) throws ReflectiveOperationException {
        Field hook = BrokerImpl.class.getDeclaredField("_shutdownHook");
        hook.setAccessible(true);
        Runtime.getRuntime().removeShutdownHook((Thread) hook.get(broker));
    }

    private static int boundPort(Broker<?> broker) {
        for (Port<?> port : broker.getPorts()) {
            return port.getBoundPort();
        }
        throw new IllegalStateException("the embedded broker has no port");
    }

    /** Where clients connect: {@code amqp://guest:guest@127.0.0.1:<port>/%2F}. */
    public BrokerUri uri() {
        return BrokerUri.parse("amqp://%s:%s@127.0.0.1:%d/%%2F".formatted(USER, PASSWORD, port));
    }

    /** Stops the broker; its messages are lost. */
    @Override
    public void close() {
        launcher.shutdown();
        workDirectory.close();
    }

    private record Listener(AtomicReference<SystemConfig<?>> system) implements SystemLauncherListener {
        @Override
        public void onContainerResolve(SystemConfig<?> systemConfig) {
            system.set(systemConfig);
        }

        @Override
        public void beforeStartup() {}

        @Override
        public void errorOnStartup(RuntimeException e) {
            throw e;
        }

        @Override
        public void afterStartup() {}

        @Override
        public void onContainerClose(SystemConfig<?> systemConfig) {}

        @Override
        public void onShutdown(int exitCode) {}

        @Override
        public void exceptionOnShutdown(Exception e) {}
    }
}
