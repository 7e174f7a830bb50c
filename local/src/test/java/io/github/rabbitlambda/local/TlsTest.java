package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.Certificates;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.NodeCertificates;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Batcher;
import io.github.rabbitlambda.local.queue.CannotConsume;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

@NeedsRabbitMq
@Timeout(180)
class TlsTest {
    @TempDir
    static Path directory;

    private static NodeCertificates tls;
    private static RabbitMqNode node;
    private static String queue;

    @BeforeAll
    static void start() {
        tls = Certificates.write(directory);
        node = RabbitMq.start(Optional.of(tls));
        queue = RabbitMq.declare(node, RabbitMq.QUORUM);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static int consume(BrokerUri uri, @Nullable Path authority) throws InterruptedException {
        QueueSettings settings = new QueueSettings(uri, authority, queue, 10, false);
        BatchSettings batches = new BatchSettings(1, Duration.ofSeconds(60), BatchSettings.EVENT_BYTES);
        try (Batcher batcher = new Batcher(settings, batches, Filters.of(List.of()), "arn",
                new Report(System.out, 0))) {
            return batcher.next(() -> false).size();
        }
    }

    @Test
    void consumesByTlsFromABrokerWhoseAuthorityItIsGiven() throws InterruptedException {
        RabbitMq.publish(node, queue, List.of(new byte[1]));
        assertThat(consume(node.tlsUri(), tls.authority())).isEqualTo(1);
    }

    @Test
    void refusesACertificateOfAnAuthorityThatNobodyTrusts() {
        assertThatExceptionOfType(CannotConsume.class).isThrownBy(() -> consume(node.tlsUri(), null))
                .withMessageStartingWith("the TLS connection to amqps://localhost:")
                .withMessageContaining("give the certificate authority with --ca");
    }

    @Test
    void refusesAHostThatTheCertificateDoesNotName() {
        BrokerUri uri = node.tlsUri();
        BrokerUri byAddress = new BrokerUri(true, "127.0.0.1", uri.port(), uri.user(), uri.password(),
                uri.virtualHost());
        assertThatExceptionOfType(CannotConsume.class).isThrownBy(() -> consume(byAddress, tls.authority()))
                .withMessageContaining(
                        "check that the port speaks TLS and that the host name is the one in the broker's certificate");
    }

    @Test
    void reportsAPlainConnectionToATlsPort() {
        BrokerUri uri = node.tlsUri();
        BrokerUri plain = new BrokerUri(false, uri.host(), uri.port(), uri.user(), uri.password(), uri.virtualHost());
        assertThatExceptionOfType(CannotConsume.class).isThrownBy(() -> consume(plain, null))
                .withMessageContaining("TLS (amqps) or not (amqp)");
    }

    @Test
    void refusesAFileThatHoldsNoCertificate() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        Path missing = directory.resolve("missing.pem");
        for (Path pem : List.of(empty, missing, tls.key())) {
            assertThatIllegalArgumentException().isThrownBy(() -> consume(node.tlsUri(), pem))
                    .withMessageStartingWith("certificateAuthority must be a PEM file with certificates (" + pem);
        }
    }
}
