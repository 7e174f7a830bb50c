package io.github.rabbitlambda.acceptance.rehearsal.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.ClientParameters;
import com.rabbitmq.http.client.JdkHttpClientHttpLayer;

import io.github.rabbitlambda.acceptance.NodeOptions;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/** RabbitMQ nodes with TLS for the rehearsals of this virtual machine. A node whose broker was deleted is used again. */
public final class BrokerNodes {
    private static final Deque<RabbitMqNode> IDLE = new ArrayDeque<>();
    private static final Certificates CERTIFICATES = Certificates.in(directory());

    private BrokerNodes() {}

    private static Path directory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "rabbitmq").toAbsolutePath()),
                    "certificates");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Certificates certificates() {
        return CERTIFICATES;
    }

    public static synchronized RabbitMqNode take() {
        RabbitMqNode idle = IDLE.poll();
        if (idle != null) {
            return idle;
        }
        RabbitMqNode node = RabbitMq.start(Optional.of(CERTIFICATES.ofNode()));
        Runtime.getRuntime().addShutdownHook(new Thread(node::close));
        return node;
    }

    /** Removes users, virtual hosts and queues, as if the node were new. */
    public static synchronized void giveBack(RabbitMqNode node) {
        Client management = management(node);
        management.getUsers().stream().filter(user -> !user.getName().equals("guest"))
                .forEach(user -> management.deleteUser(user.getName()));
        management.getVhosts().forEach(host -> management.deleteVhost(host.getName()));
        management.createVhost("/");
        IDLE.add(node);
    }

    /** The options of a stack, as these nodes can be asked for. */
    public static synchronized Map<String, String> options(Map<String, String> options) {
        RabbitMqNode node = take();
        IDLE.add(node);
        return NodeOptions.of(management(node), options);
    }

    /** Whether these nodes are RabbitMQ 4.3 or later. */
    public static synchronized boolean areFourThree() {
        RabbitMqNode node = take();
        IDLE.add(node);
        return NodeOptions.isFourThree(management(node));
    }

    /** The management API, as the user guest. */
    public static Client management(RabbitMqNode node) {
        try {
            return new Client(new ClientParameters()
                    .url(URI.create("https://localhost:%d/api/".formatted(node.managementPort())).toURL())
                    .username("guest").password("guest").httpLayerFactory(JdkHttpClientHttpLayer.configure()
                            .clientBuilderConsumer(http -> http.sslContext(CERTIFICATES.clientContext())).create()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
