package io.github.rabbitlambda.constructs.network;

import software.amazon.awscdk.services.iam.Role;

/**
 * The roles that read the broker's secret from inside the broker's network. Endpoint policies name them.
 *
 * @param listener
 *            role of the function that the mapping invokes; Lambda reads the secret with it
 * @param operations
 *            role of the function that calls the broker
 */
public record SecretReaders(String secretArn, Role listener, Role operations) {}
