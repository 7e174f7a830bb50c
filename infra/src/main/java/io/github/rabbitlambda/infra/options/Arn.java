package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of something that exists already.
 *
 * @param region
 *            empty for IAM, which has none
 * @param account
 *            aws for a policy that AWS manages
 */
record Arn(Kind kind, String text, String region, String account) {
    /** What an option takes. */
    enum Kind {
        BROKER("brokerArn", "mq", "broker:[^:]+:b-[0-9a-z-]+",
                "arn:aws:mq:us-east-1:111122223333:broker:orders:b-1234a5b6-78cd-901e-2fa3-b45c6d178190",
                "the Amazon MQ console shows it"), SECRET("brokerSecretArn", "secretsmanager",
                        "secret:[^:]+-[a-zA-Z0-9]{6}",
                        "arn:aws:secretsmanager:us-east-1:111122223333:secret:broker-AbCdEf",
                        "it ends with six characters that Secrets Manager adds"), ADMINISTRATOR_SECRET(
                                "brokerAdministratorSecretArn", "secretsmanager", "secret:[^:]+-[a-zA-Z0-9]{6}",
                                "arn:aws:secretsmanager:us-east-1:111122223333:secret:broker-AbCdEf",
                                "it ends with six characters that Secrets Manager adds"), SECRET_KEY(
                                        "brokerSecretKeyArn",
                                        "kms", "key/[a-zA-Z0-9-]+",
                                        "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                                        "IAM allows decryption by the key's own ARN"), FUNCTION("functionArn", "lambda",
                                                "function:[a-zA-Z0-9_-]{1,64}(:[a-zA-Z0-9_-]+)?",
                                                "arn:aws:lambda:us-east-1:111122223333:function:orders:live",
                                                "an alias or version may follow the name"), KEY("kmsKeyArn", "kms",
                                                        "key/[a-zA-Z0-9-]+",
                                                        "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                                                        "not every service takes an alias"), TOPIC("alarmTopicArn",
                                                                "sns",
                                                                "[a-zA-Z0-9_-]{1,256}(\\.fifo)?",
                                                                "arn:aws:sns:us-east-1:111122223333:alarms",
                                                                "CloudWatch notifies SNS topics"), POLICY(
                                                                        "permissionsBoundary",
                                                                        "iam",
                                                                        "policy/.+",
                                                                        "arn:aws:iam::111122223333:policy/boundary",
                                                                        "a boundary is a managed policy");

        private final String option;
        private final String service;
        private final Pattern resource;
        private final String example;
        private final String reason;

        Kind(String option, String service, String resource, String example, String reason) {
            this.option = option;
            this.service = service;
            this.resource = Pattern.compile(resource);
            this.example = example;
            this.reason = reason;
        }

        String option() {
            return option;
        }

        private boolean matches(Matcher arn) {
            boolean isGlobal = this == POLICY;
            return arn.group("service").equals(service) && arn.group("region").isEmpty() == isGlobal
                    && (isGlobal || !arn.group("account").equals("aws"))
                    && resource.matcher(arn.group("resource")).matches();
        }
    }

    private static final Pattern FORM = Pattern.compile("arn:aws(?:-[a-z]+)*:(?<service>[a-z0-9-]+):"
            + "(?<region>(?:[a-z]{2}(?:-[a-z]+)+-\\d)?):(?<account>\\d{12}|aws):(?<resource>.+)");

    static Optional<Arn> read(Context context, Kind kind) {
        return context.text(kind.option)
                .flatMap(text -> context.orElse(Optional.empty(), () -> Optional.of(parse(text, kind))));
    }

    private static Arn parse(String text, Kind kind) {
        Matcher arn = FORM.matcher(text);
        if (!arn.matches() || !kind.matches(arn)) {
            throw Refusal.of(kind.option, "an ARN such as " + kind.example, text, kind.reason);
        }
        return new Arn(kind, text, arn.group("region"), arn.group("account"));
    }

    /** What follows the last colon. */
    String id() {
        return text.substring(text.lastIndexOf(':') + 1);
    }
}
