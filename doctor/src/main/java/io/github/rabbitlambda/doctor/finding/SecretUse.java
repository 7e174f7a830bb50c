package io.github.rabbitlambda.doctor.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Call;

/** Whether the mapping's secret exists, and whether it may have changed on one side only. */
final class SecretUse implements MappingCheck {
    private static final String DESCRIBE = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html";
    static final Check GONE = new Check("D16", Basis.FACT, "The secret doesn't exist, or is to be deleted.", DESCRIBE);
    static final Check UNUSABLE = new Check("D17", Basis.FACT,
            "The secret's value is no JSON object with the texts username and password. Only with `--check-secret`.",
            "https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html");
    static final Check KEY = new Check("D18", Basis.FACT, "The key that encrypts the secret can't be used.",
            "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html");
    static final Check CHANGED = new Check("D30", Basis.SIGN,
            "The secret was changed after the broker was created and the broker refuses the login, or it was changed after the mapping: RabbitMQ may have another password.",
            Check.ASSUMPTION + "RabbitMQ keeps its own copy of the password, and no AWS API tells when that changed");
    static final Check ROTATED = new Check("D46", Basis.SIGN,
            "The secret is rotated: the rotation's function has to change the password in RabbitMQ too. A warning if a rotation has not ended.",
            "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html");

    @Override
    public List<Check> checks() {
        return List.of(GONE, UNUSABLE, KEY, CHANGED, ROTATED);
    }

    @Override
    public List<Finding> findings(LiveMapping mapping) {
        // what BASIC_AUTH has to be is a rule of reachability
        if (mapping.secretArn().isEmpty()) {
            return List.of();
        }
        if (mapping.secret().isAbsent()) {
            return List.of(GONE.cause("Secret " + mapping.secretArn() + " doesn't exist.",
                    "Make a secret with username and password of a user of the broker, and give it to the mapping.",
                    giveCommand(mapping)));
        }
        List<Finding> findings = new ArrayList<>(value(mapping));
        mapping.read(mapping.secret()).ifPresent(secret -> {
            findings.addAll(deleted(mapping, secret));
            findings.addAll(key(mapping));
            findings.addAll(changed(mapping, secret));
            findings.addAll(rotated(mapping, secret));
        });
        return findings;
    }

    private static List<Finding> value(LiveMapping mapping) {
        return mapping.seen(Call.GET_SECRET_VALUE, "SecretId", mapping.secretArn()).known()
                .map(answer -> answer.path("Problem").asText()).filter(problem -> !problem.isEmpty())
                .map(problem -> UNUSABLE.cause(
                        "The value of secret " + mapping.secretArn() + " " + problem + ".",
                        "Set it to a JSON object with the texts username and password of a user of the broker.",
                        mapping.command("secretsmanager", "put-secret-value", "--secret-id", mapping.secretArn(),
                                "--secret-string", "file://secret.json")))
                .stream().toList();
    }

    private static List<Finding> deleted(LiveMapping mapping, JsonNode secret) {
        return Timestamp.of(secret.path("DeletedDate")).map(time -> GONE.cause("Secret " + mapping.secretArn()
                + " was marked for deletion at " + Timestamp.show(time) + ", and nobody can read it.",
                "Restore it.", mapping.command("secretsmanager", "restore-secret", "--secret-id", mapping.secretArn())))
                .stream().toList();
    }

    private static List<Finding> key(LiveMapping mapping) {
        Optional<JsonNode> key = mapping.secretKey()
                .flatMap(id -> mapping.read(mapping.seen(Call.DESCRIBE_KEY, "KeyId", id)));
        return key.map(answer -> answer.path("KeyMetadata")).filter(metadata -> !metadata.path("KeyState").asText()
                .matches("Enabled|Updating|")).map(metadata -> KEY.cause("Key " + metadata.path("Arn").asText()
                        + ", which encrypts secret " + mapping.secretArn() + ", has the state "
                        + metadata.path("KeyState").asText() + ".",
                        "Make the key usable again, or encrypt the secret with another one.",
                        keyCommand(mapping, metadata)))
                .stream().toList();
    }

    private static String keyCommand(LiveMapping mapping, JsonNode metadata) {
        String id = metadata.path("KeyId").asText();
        return switch (metadata.path("KeyState").asText()) {
            case "Disabled" -> mapping.command("kms", "enable-key", "--key-id", id);
            case "PendingDeletion" -> mapping.command("kms", "cancel-key-deletion", "--key-id", id);
            default -> mapping.command("kms", "describe-key", "--key-id", id);
        };
    }

    private static List<Finding> changed(LiveMapping mapping, JsonNode secret) {
        Optional<Instant> changed = Timestamp.of(secret.path("LastChangedDate"));
        boolean refused = StopCode.in(mapping.reason()).filter(StopCode.AUTHENTICATION::equals).isPresent()
                || PollerProblem.in(mapping.result()).filter(PollerProblem.LOGIN::equals).isPresent();
        Optional<Instant> before = refused ? mapping.broker().created() : mapping.modified();
        return changed.filter(time -> before.filter(time::isAfter).isPresent())
                .map(time -> CHANGED.finding(refused ? Level.SUSPECT : Level.NOTE, "Secret " + mapping.secretArn()
                        + " was changed at " + Timestamp.show(time) + ", after "
                        + (refused
                                ? "the broker was created at "
                                : "the last change of the mapping at ")
                        + Timestamp.show(before.orElseThrow()) + ".",
                        "Compare its password with the one of the broker's user (RabbitMQ's console, or PUT /api/users); neither side copies a change to the other.",
                        mapping.command("secretsmanager", "list-secret-version-ids", "--secret-id",
                                mapping.secretArn())))
                .stream().toList();
    }

    private static List<Finding> rotated(LiveMapping mapping, JsonNode secret) {
        if (!secret.path("RotationEnabled").asBoolean()) {
            return List.of();
        }
        String command = mapping.command("secretsmanager", "list-secret-version-ids", "--secret-id",
                mapping.secretArn());
        return List.of(isUnfinished(secret)
                ? ROTATED.finding(Level.WARNING, "A rotation of secret " + mapping.secretArn()
                        + " has not ended: a version is AWSPENDING and not AWSCURRENT.",
                        "Wait if it has just begun; otherwise read the log of its function, and rotate again.", command)
                : ROTATED.note("Secret " + mapping.secretArn() + " is rotated"
                        + Timestamp.of(secret.path("LastRotatedDate"))
                                .map(time -> ", the last time at " + Timestamp.show(time)).orElse("")
                        + ".",
                        "The rotation's function has to change the password in RabbitMQ, too: the one of this project's stacks does.",
                        command));
    }

    private static boolean isUnfinished(JsonNode secret) {
        for (JsonNode labels : secret.path("VersionIdsToStages")) {
            String all = labels.toString();
            if (all.contains("\"AWSPENDING\"") && !all.contains("\"AWSCURRENT\"")) {
                return true;
            }
        }
        return false;
    }

    private static String giveCommand(LiveMapping mapping) {
        return mapping.command("lambda", "update-event-source-mapping", "--uuid", mapping.uuid(),
                "--source-access-configurations", "Type=BASIC_AUTH,URI=ARN_OF_THE_SECRET");
    }
}
