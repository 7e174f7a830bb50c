package io.github.rabbitlambda.operations.broker;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.rabbitlambda.operations.AwsCallFailedException;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The four steps by which Secrets Manager rotates a password, each of which may be called again after it was done, or was
 * interrupted anywhere.
 * <ol>
 * <li>Until finishSecret the current login is untouched: for the consumer and the publisher the other of two users gets the
 * new password, and the former user keeps its own until the next rotation.
 * <li>The administrator has one user only, so that setSecret changes it in place. Before the broker gets the password, the
 * version with it and the version that the broker takes have labels: so one of the labelled versions has the password of the
 * broker, wherever a rotation ends and even if it is abandoned for another one. Between setSecret and finishSecret the
 * secret holds a password that the broker no longer takes; a rotation that is called again goes on from there.
 * <li>After finishSecret the current login works, whatever else happened meanwhile: it is tried and, if the broker refuses
 * it, set again.
 * </ol>
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">Rotation
 *      functions</a>
 */
final class Rotation {
    private static final String METRIC = "RotationFailed";
    /** The label of a version that becomes the current one, until it is known to be of use. */
    private static final String CHECK = "RABBITLAMBDA_TO_BE_CHECKED";

    private final BrokerSettings settings;
    private final SecretsManagerClient secrets;
    private final Logins logins;
    private final Administrator administrator;
    private final MappingCheck mappings;
    private final PrintStream log;

    Rotation(BrokerSettings settings, SecretsManagerClient secrets, Logins logins, MappingCheck mappings,
            PrintStream log) {
        this.settings = settings;
        this.secrets = secrets;
        this.logins = logins;
        this.administrator = Administrator.of(settings, secrets, logins::manages);
        this.mappings = mappings;
        this.log = log;
    }

    Map<String, Object> step(Input event) {
        String step = event.text("Step");
        try {
            step(event, step, new SecretVersions(secrets, event.text("SecretId")), event.text("ClientRequestToken"));
        } catch (RuntimeException failed) {
            count(1);
            throw failed;
        }
        return Map.of("step", step);
    }

    /** The first queue tells the secrets of one stack from those of others on the same broker. */
    private void count(long failures) {
        log.println(new EmbeddedMetrics(Clock.systemUTC()).line(settings.dimensions(settings.queues().getFirst()),
                Map.of(METRIC, failures)));
    }

    private void step(Input event, String step, SecretVersions versions, String version) {
        Optional<Permissions> made = permissions(versions.arn());
        List<String> labels = versions.labels().getOrDefault(version, List.of());
        if (labels.contains(SecretVersions.CURRENT) && !step.equals("finishSecret")) {
            return;
        }
        if (!labels.contains(SecretVersions.PENDING) && !labels.contains(SecretVersions.CURRENT)) {
            throw new OperationFailedException(
                    ("%s must be called with the version that is being made (given %s, which is "
                            + "neither AWSPENDING nor AWSCURRENT of %s): another rotation has taken its place")
                            .formatted(step, version, versions.arn()));
        }
        switch (step) {
            case "createSecret" -> create(versions, version, made.isPresent());
            case "setSecret" -> set(versions, version, made);
            case "testSecret" -> test(pending(versions, version), made);
            case "finishSecret" -> finish(versions, version, made);
            default -> throw event.wrong("Step", "createSecret, setSecret, testSecret or finishSecret");
        }
    }

    /** What the user of a secret may do; empty for the administrator. */
    private Optional<Permissions> permissions(String arn) {
        Map<String, Permissions> made = settings.users().permissions(settings);
        if (!made.containsKey(arn) && !arn.equals(settings.secretArn())) {
            throw new OperationFailedException(
                    "SecretId must be a secret of this stack, one of %s (given %s)".formatted(made.keySet(), arn));
        }
        return Optional.ofNullable(made.get(arn));
    }

    private static BrokerSecret pending(SecretVersions versions, String version) {
        return versions.pending(version).orElseThrow(() -> new OperationFailedException(
                "The secret %s must have a pending version %s: createSecret makes it".formatted(versions.arn(),
                        version)));
    }

    private void create(SecretVersions versions, String version, boolean turns) {
        if (versions.pending(version).isEmpty()) {
            versions.makePending(version, turns ? AlternatingUser::other : UnaryOperator.identity());
        }
    }

    private void set(SecretVersions versions, String version, Optional<Permissions> made) {
        BrokerSecret pending = pending(versions, version);
        if (made.isPresent()) {
            users(administrator.login()).put(pending, made.get());
        } else if (!logins.manages(pending)) {
            users(new Administrator(versions, logins::manages).handOver(version)).changePassword(pending);
        }
    }

    private BrokerUsers users(BrokerSecret administrator) {
        return new BrokerUsers(logins.management(administrator), settings.virtualHost());
    }

    private void test(BrokerSecret pending, Optional<Permissions> made) {
        logins.check(pending);
        if (made.isEmpty() && !logins.manages(pending)) {
            throw new OperationFailedException(
                    "The broker's management API must take the user %s of the secret %s with its new password, and does not"
                            .formatted(pending.username(), pending.arn()));
        }
    }

    private void finish(SecretVersions versions, String version, Optional<Permissions> made) {
        versions.move(CHECK, version);
        versions.move(SecretVersions.CURRENT, version);
        BrokerSecret current = versions.current();
        made.filter(permissions -> !logins.accepts(current)).ifPresent(permissions -> {
            log.println("The broker refused the user " + current.username() + " after the rotation: it is set again");
            users(administrator.login()).put(current, permissions);
        });
        log.println("The secret " + versions.arn() + " has a new password now, of the user " + current.username());
        if (settings.users().consumer().filter(versions.arn()::equals).isPresent()) {
            mappings.check(versions, administrator);
        }
        versions.remove(CHECK);
        count(unfinished());
    }

    /** Of how many secrets of the stack a rotation has begun and not ended: so the success of one hides no failure of another. */
    private long unfinished() {
        return Stream.concat(Stream.of(settings.secretArn()), settings.users().permissions(settings).keySet().stream())
                .filter(arn -> isUnfinished(new SecretVersions(secrets, arn))).count();
    }

    // An administrator's secret that others rotate can't be described.
    private static boolean isUnfinished(SecretVersions versions) {
        try {
            return versions.labels().values().stream().anyMatch(labels -> labels.contains(CHECK)
                    || labels.contains(SecretVersions.PENDING) && !labels.contains(SecretVersions.CURRENT));
        } catch (AwsCallFailedException failed) {
            if (failed.isRefused()) {
                return false;
            }
            throw failed;
        }
    }
}
