package io.github.rabbitlambda.constructs.network;

import java.util.List;
import software.amazon.awscdk.services.iam.IGrantable;

/**
 * The roles that read the broker's secret from inside the broker's network: the one of the function that a mapping invokes,
 * with which Lambda reads it, and the one of the function that calls the broker. Endpoint policies name them.
 */
public record SecretReaders(String secretArn, List<IGrantable> roles) {
    public SecretReaders {
        roles = List.copyOf(roles);
    }
}
