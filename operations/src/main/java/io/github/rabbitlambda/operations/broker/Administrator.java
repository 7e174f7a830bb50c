package io.github.rabbitlambda.operations.broker;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.rabbitlambda.operations.OperationFailedException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The broker's administrator, whose password is changed in place: between setSecret and finishSecret of a rotation the broker
 * takes another version of the secret than the current one. Labels name the versions that it may take.
 *
 * @param isTaken whether the broker takes a login
 */
record Administrator(SecretVersions versions, Predicate<BrokerSecret> isTaken) {
    /** The labels of the version whose password setSecret gives the administrator, and of the one that it replaces. */
    private static final String SET = "RABBITLAMBDA_SET_ON_BROKER";
    private static final String BEFORE = "RABBITLAMBDA_ON_BROKER_BEFORE";

    static Administrator of(BrokerSettings settings, SecretsManagerClient secrets, Predicate<BrokerSecret> isTaken) {
        return new Administrator(new SecretVersions(secrets, settings.secretArn()), isTaken);
    }

    /** A version with its label. */
    private record Labelled(String label, BrokerSecret login) {}

    /**
     * The login that the broker takes. It is the current one if the broker takes none, so that whoever uses it tells what the
     * broker answers.
     */
    BrokerSecret login() {
        return taken().map(Labelled::login).orElseGet(versions::current);
    }

    /**
     * Labels the version that the broker takes and the one that it is about to get; the answer is the former's login.
     *
     * @throws OperationFailedException if the broker takes none
     */
    BrokerSecret handOver(String version) {
        Labelled taken = taken().orElseThrow(() -> new OperationFailedException(
                ("The broker takes none of the administrator's passwords in the secret %s, neither the current nor the new nor "
                        + "the former one: write the password that the broker has into the secret, and rotate again")
                        .formatted(versions.arn())));
        versions.move(BEFORE, versions.versionWith(taken.label()).orElseThrow());
        versions.move(SET, version);
        return taken.login();
    }

    /** To read a version by its label needs no other permission than to read the current one. */
    private Optional<Labelled> taken() {
        return Stream.of(SecretVersions.CURRENT, SET, BEFORE)
                .flatMap(label -> versions.labelled(label).map(login -> new Labelled(label, login)).stream())
                .filter(version -> isTaken.test(version.login())).findFirst();
    }
}
