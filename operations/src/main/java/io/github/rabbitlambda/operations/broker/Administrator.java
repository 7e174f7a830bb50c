package io.github.rabbitlambda.operations.broker;

import java.util.stream.Stream;

import io.github.rabbitlambda.operations.AwsCallFailedException;
import io.github.rabbitlambda.operations.OperationFailedException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The broker's administrator, whose password is changed in place: between setSecret and finishSecret of a rotation the broker
 * takes another version of the secret than the current one. Labels name the versions that it may take.
 */
record Administrator(SecretVersions versions, Logins logins) {
    /** The labels of the version whose password setSecret gives the administrator, and of the one that it replaces. */
    private static final String SET = "RABBITLAMBDA_SET_ON_BROKER";
    private static final String BEFORE = "RABBITLAMBDA_ON_BROKER_BEFORE";

    static Administrator of(BrokerSettings settings, SecretsManagerClient secrets, Logins logins) {
        return new Administrator(new SecretVersions(secrets, settings.secretArn()), logins);
    }

    /**
     * The login that the broker takes. An administrator whom this function doesn't rotate has its current login only.
     *
     * @throws OperationFailedException if the broker takes none of the versions that a rotation made
     */
    BrokerSecret login() {
        BrokerSecret current = versions.current();
        if (logins.management(current).accepts()) {
            return current;
        }
        try {
            return versions.labelled(acceptedLabel()).orElseThrow();
        } catch (AwsCallFailedException notDescribed) {
            return current;
        }
    }

    /** Labels the version that the broker takes and the one that it is about to get; the answer is the former's login. */
    BrokerSecret handOver(String version) {
        String accepted = acceptedLabel();
        BrokerSecret login = versions.labelled(accepted).orElseThrow();
        versions.move(BEFORE, versions.versionWith(accepted).orElseThrow());
        versions.move(SET, version);
        return login;
    }

    private String acceptedLabel() {
        return Stream.of(SecretVersions.CURRENT, SET, BEFORE)
                .filter(label -> versions.labelled(label).filter(login -> logins.management(login).accepts())
                        .isPresent())
                .findFirst().orElseThrow(() -> new OperationFailedException(
                        ("The broker takes neither the current nor the new password of the administrator in the secret %s: "
                                + "write the password that the broker has into the secret, and rotate again")
                                .formatted(versions.arn())));
    }
}
