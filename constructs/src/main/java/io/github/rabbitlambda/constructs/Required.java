package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.options.Refusal;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * Properties that a builder can't do without.
 */
final class Required {
    private Required() {}

    /** A secret whose ARN is complete: policies and mappings name it. */
    static ISecret complete(String name, @Nullable ISecret credentials) {
        if (credentials == null || credentials.getSecretFullArn() == null) {
            throw Refusal.of(name, "a secret with username and password, imported with its complete ARN",
                    credentials == null ? "none" : credentials.getSecretName(),
                    "the broker's user is read from it, and permissions name it");
        }
        return credentials;
    }

    static <T> T of(String name, @Nullable T given) {
        if (given == null) {
            throw Refusal.of(name, "given", "none", "the construct can't be made without it");
        }
        return given;
    }
}
