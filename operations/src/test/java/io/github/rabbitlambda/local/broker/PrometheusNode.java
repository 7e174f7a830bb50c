package io.github.rabbitlambda.local.broker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** A node whose metrics only its users may read, over TLS, as on Amazon MQ. In this package, where plugins are chosen. */
public record PrometheusNode(RabbitMqNode node, URI metrics) implements AutoCloseable {

    public static PrometheusNode start(NodeCertificates tls) throws IOException {
        int port = NodeFiles.freePorts(1).getFirst();
        NodePlugin prometheus = new NodePlugin("rabbitmq_prometheus", List.of("prometheus.ssl.ip = 127.0.0.1",
                "prometheus.ssl.port = " + port, "prometheus.ssl.cacertfile = " + tls.authority(),
                "prometheus.ssl.certfile = " + tls.certificate(), "prometheus.ssl.keyfile = " + tls.key(),
                "prometheus.authentication.enabled = true"));
        return new PrometheusNode(
                RabbitMqNode.start(Files.createTempDirectory("operations-prometheus"), Optional.of(tls),
                        List.of(prometheus)),
                URI.create("https://localhost:" + port));
    }

    @Override
    public void close() {
        node.close();
    }
}
