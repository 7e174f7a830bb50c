package io.github.rabbitlambda.constructs.network;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.IGrantable;

/**
 * The roles that read the broker's secret from inside the broker's network: the one of the function that a mapping invokes,
 * with which Lambda reads it, and the one of the function that calls the broker. Endpoint policies name them.
 */
public record SecretReaders(String secretArn, List<IGrantable> roles) {
    public SecretReaders {
        roles = List.copyOf(roles);
    }

    /** Every role of the account that its own policies allow to read: for readers that are made later, or elsewhere. */
    public static SecretReaders ofAccount(String secretArn) {
        return new SecretReaders(secretArn, List.of(new AnyPrincipal()
                .withConditions(Map.of("StringEquals", Map.of("aws:PrincipalAccount", Aws.ACCOUNT_ID)))));
    }
}
