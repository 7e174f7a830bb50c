package io.github.rabbitlambda.local.broker;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for one test run, and its certificate for {@code localhost}. */
public final class Certificates {
    private static final X500Name AUTHORITY = new X500Name("CN=Test Authority");

    private Certificates() {}

    /** Writes authority, certificate and key into a directory. */
    public static NodeCertificates write(Path directory) {
        try {
            KeyPair authority = keys();
            KeyPair server = keys();
            GeneralNames name = new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost"));
            return new NodeCertificates(pem(directory, "ca.pem", certificate(AUTHORITY, authority, authority, null)),
                    pem(directory, "server.pem", certificate(new X500Name("CN=localhost"), server, authority, name)),
                    pem(directory, "key.pem", server.getPrivate()));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static X509CertificateHolder certificate(X500Name subject, KeyPair keys, KeyPair authority,
            GeneralNames names)
            throws IOException, OperatorCreationException {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(AUTHORITY,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(Duration.ofDays(1))), subject,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(names == null));
        if (names != null) {
            builder.addExtension(Extension.subjectAlternativeName, false, names);
        }
        return builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(authority.getPrivate()));
    }

    private static Path pem(Path directory, String file, Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        return Files.writeString(directory.resolve(file), text.toString()).toAbsolutePath();
    }
}
