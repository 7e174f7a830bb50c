package io.github.rabbitlambda.operations.broker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.rabbitlambda.operations.AwsCall;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * The versions of one secret, by the labels that a rotation moves: AWSCURRENT is in use, AWSPENDING is being made.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">Rotation
 *      functions</a>
 */
record SecretVersions(SecretsManagerClient secrets, String arn) {
    static final String CURRENT = "AWSCURRENT";
    static final String PENDING = "AWSPENDING";
    /** As of the passwords that the stack makes. */
    private static final int LENGTH = 40;

    /** The labels of each version by its id. */
    Map<String, List<String>> labels() {
        return call("DescribeSecret",
                () -> secrets.describeSecret(request -> request.secretId(arn)).versionIdsToStages());
    }

    Optional<String> versionWith(String label) {
        return labels().entrySet().stream().filter(version -> version.getValue().contains(label)).map(Map.Entry::getKey)
                .findFirst();
    }

    List<String> labelsThatBeginWith(String prefix) {
        return labels().values().stream().flatMap(List::stream).filter(label -> label.startsWith(prefix)).distinct()
                .toList();
    }

    BrokerSecret current() {
        return BrokerSecret.read(secrets, arn);
    }

    /** The login that a rotation is making; empty if it has none yet. */
    Optional<BrokerSecret> pending(String version) {
        return read(request -> request.versionId(version).versionStage(PENDING));
    }

    /** The login of the version with a label; empty if none has it, or it has no value yet. */
    Optional<BrokerSecret> labelled(String label) {
        return read(request -> request.versionStage(label));
    }

    private Optional<BrokerSecret> read(Consumer<GetSecretValueRequest.Builder> version) {
        try {
            return Optional.of(BrokerSecret.parse(arn, BrokerSecret.text(secrets, arn, version)));
        } catch (RuntimeException failed) {
            if (failed.getCause() instanceof ResourceNotFoundException) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Keeps a new login, of the user that follows the current one, as the pending version; what else the secret holds stays. */
    void makePending(String version, UnaryOperator<String> username) {
        String current = BrokerSecret.text(secrets, arn, request -> {});
        String text = BrokerSecret.json(arn, current)
                .put("username", username.apply(BrokerSecret.parse(arn, current).username()))
                .put("password", randomPassword()).toString();
        call("PutSecretValue", () -> secrets.putSecretValue(request -> request.secretId(arn).clientRequestToken(version)
                .secretString(text).versionStages(PENDING)));
    }

    private String randomPassword() {
        return call("GetRandomPassword", () -> secrets.getRandomPassword(
                request -> request.passwordLength((long) LENGTH).excludePunctuation(true)).randomPassword());
    }

    /** Moves a label to a version, from the one that has it. */
    void move(String label, String version) {
        Optional<String> former = versionWith(label);
        if (former.filter(version::equals).isPresent()) {
            return;
        }
        call("UpdateSecretVersionStage", () -> secrets.updateSecretVersionStage(request -> request.secretId(arn)
                .versionStage(label).moveToVersionId(version).removeFromVersionId(former.orElse(null))));
    }

    void remove(String label) {
        versionWith(label).ifPresent(version -> call("UpdateSecretVersionStage", () -> secrets.updateSecretVersionStage(
                request -> request.secretId(arn).versionStage(label).removeFromVersionId(version))));
    }

    private <T> T call(String operation, Supplier<T> request) {
        return AwsCall.of("secretsmanager:" + operation, arn, request);
    }
}
