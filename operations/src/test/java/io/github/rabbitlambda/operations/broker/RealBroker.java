package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.ClientParameters;
import com.rabbitmq.http.client.JdkHttpClientHttpLayer;
import io.github.rabbitlambda.local.broker.PrometheusNode;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.process.Directories;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One RabbitMQ node for all tests of a run, with TLS for AMQP and for the management API. */
public final class RealBroker implements AutoCloseable {
    private final RabbitMqNode node;
    private final Optional<URI> metrics;
    private final SSLContext trust;
    private final Path certificates;

    private RealBroker(boolean hasMetrics) throws Exception {
        certificates = Files.createTempDirectory("operations-certificates");
        TestAuthority authority = TestAuthority.in(certificates);
        trust = authority.trust();
        if (hasMetrics) {
            PrometheusNode prometheus = PrometheusNode.start(authority.tls());
            node = prometheus.node();
            metrics = Optional.of(prometheus.metrics());
        } else {
            node = RabbitMqNode.start(Files.createTempDirectory("operations-rabbitmq"), Optional.of(authority.tls()));
            metrics = Optional.empty();
        }
    }

    /** Another node, with an endpoint for Prometheus. */
    static RealBroker withMetrics() throws Exception {
        return new RealBroker(true);
    }

    /** Hands the node to tests that ask for it; without an installed server they are skipped. */
    public static final class Extension implements ExecutionCondition, ParameterResolver {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return RabbitMqNode.isInstalled()
                    ? ConditionEvaluationResult.enabled("RabbitMQ is installed")
                    : ConditionEvaluationResult.disabled(
                            "skipped: this needs RabbitMQ, install the package rabbitmq-server");
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RealBroker.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(RealBroker.class, key -> started(), RealBroker.class);
        }

        private static RealBroker started() {
            try {
                return new RealBroker(false);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    public SSLContext trust() {
        return trust;
    }

    public URI amqps() {
        return URI.create("amqps://localhost:" + node.tlsUri().port());
    }

    URI amqp() {
        return URI.create("amqp://127.0.0.1:" + node.uri().port());
    }

    public URI management() {
        return URI.create("https://localhost:" + node.managementPort());
    }

    URI metrics() {
        return metrics.orElseThrow();
    }

    BrokerVersion version() throws Exception {
        return new BrokerVersion(client().getOverview().getServerVersion());
    }

    Client client() throws Exception {
        return new Client(new ClientParameters().url(management() + "/api/").username("guest").password("guest")
                .httpLayerFactory(JdkHttpClientHttpLayer.configure()
                        .clientBuilderConsumer(http -> http.sslContext(trust)).create()));
    }

    public Connection connection(String virtualHost) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(amqp().getPort());
        factory.setVirtualHost(virtualHost);
        return factory.newConnection();
    }

    @Override
    public void close() {
        node.close();
        Directories.delete(certificates);
    }
}
