package io.github.rabbitlambda.local.broker;

import java.nio.file.Path;

/**
 * PEM files for a {@link RabbitMqNode} with TLS.
 *
 * @param authority
 *            the authority's certificate
 * @param certificate
 *            the node's certificate
 * @param key
 *            the private key of the node's certificate
 */
public record NodeCertificates(Path authority, Path certificate, Path key) {}
