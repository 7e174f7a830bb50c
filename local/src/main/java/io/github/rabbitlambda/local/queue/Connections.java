package io.github.rabbitlambda.local.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.ConnectionFactory;

import io.github.rabbitlambda.local.broker.BrokerUri;

/** Makes connections to a broker. The client does not recover them, since {@link Receiver} opens new ones. */
public final class Connections {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** The client waits for half of it; a broker on a busy machine may need more than its usual five seconds. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(40);
    /** RabbitMQ's own limit, so that {@link Batcher} and not the client decides about large messages. */
    private static final int LARGEST_MESSAGE = 536_870_912;

    private Connections() {}

    /**
     * A factory for connections.
     *
     * @throws IllegalArgumentException
     *             if the certificates can't be read
     */
    public static ConnectionFactory factory(BrokerUri broker, @Nullable Path certificateAuthority) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        factory.setVirtualHost(broker.virtualHost());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout((int) TIMEOUT.toMillis());
        factory.setHandshakeTimeout((int) HANDSHAKE.toMillis());
        factory.setMaxInboundMessageBodySize(LARGEST_MESSAGE);
        if (broker.tls()) {
            useTls(factory, certificateAuthority);
        }
        return factory;
    }

    private static void useTls(ConnectionFactory factory, @Nullable Path certificateAuthority) {
        try {
            SSLContext context = certificateAuthority == null
                    ? SSLContext.getDefault()
                    : trusting(certificateAuthority);
            factory.useSslProtocol(context);
            factory.enableHostnameVerification();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("certificateAuthority must be a PEM file with certificates (%s: %s)"
                    .formatted(certificateAuthority, e.getMessage()), e);
        }
    }

    private static SSLContext trusting(Path pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        try (InputStream in = Files.newInputStream(pem)) {
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            if (number == 0) {
                throw new IOException("it holds no certificate");
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
