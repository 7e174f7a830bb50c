package io.github.rabbitlambda.infra;

import software.amazon.awscdk.services.iam.Role;

/**
 * Who reads the broker's secret from inside the broker's network: endpoint policies name them.
 *
 * @param listener
 *            Lambda reads the secret with the role of the function that the mapping invokes
 * @param operations
 *            of the function beside the broker
 */
record Readers(Credentials credentials, Role listener, Role operations) {}
