package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of something that exists already.
 *
 * @param option
 *            the option that names it, for messages
 * @param region
 *            empty for IAM, which has none
 */
record Arn(String option, String text, String region, String account) {
    /** What an option takes. */
    enum Kind {
        BROKER("mq", "broker:[^:]+:b-[0-9a-z-]+",
                "arn:aws:mq:us-east-1:111122223333:broker:orders:b-1234a5b6-78cd-901e-2fa3-b45c6d178190",
                "the Amazon MQ console shows it"), SECRET("secretsmanager", "secret:[^:]+-[a-zA-Z0-9]{6}",
                        "arn:aws:secretsmanager:us-east-1:111122223333:secret:broker-AbCdEf",
                        "it ends with six characters that Secrets Manager adds"), FUNCTION("lambda",
                                "function:[a-zA-Z0-9_-]{1,64}(:[a-zA-Z0-9_-]+)?",
                                "arn:aws:lambda:us-east-1:111122223333:function:orders:live",
                                "an alias or version may follow the name"), KEY("kms", "key/[a-zA-Z0-9-]+",
                                        "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                                        "not every service takes an alias"), TOPIC("sns",
                                                "[a-zA-Z0-9_-]{1,256}(\\.fifo)?",
                                                "arn:aws:sns:us-east-1:111122223333:alarms",
                                                "CloudWatch notifies SNS topics"), POLICY("iam", "policy/.+",
                                                        "arn:aws:iam::111122223333:policy/boundary",
                                                        "a boundary is a managed policy");

        private final String service;
        private final Pattern resource;
        private final String example;
        private final String reason;

        Kind(String service, String resource, String example, String reason) {
            this.service = service;
            this.resource = Pattern.compile(resource);
            this.example = example;
            this.reason = reason;
        }

        private boolean matches(Matcher arn) {
            boolean isGlobal = this == POLICY;
            return arn.group("service").equals(service) && arn.group("region").isEmpty() == isGlobal
                    && (isGlobal || arn.group("account").matches("\\d{12}"))
                    && resource.matcher(arn.group("resource")).matches();
        }
    }

    private static final Pattern FORM = Pattern.compile("arn:aws(?:-[a-z]+)*:(?<service>[a-z0-9-]+):"
            + "(?<region>(?:[a-z]{2}(?:-[a-z]+)+-\\d)?):(?<account>\\d{12}|aws)?:(?<resource>.+)");

    static Optional<Arn> read(Context context, String option, Kind kind) {
        return context.text(option)
                .flatMap(text -> context.orElse(Optional.empty(), () -> Optional.of(parse(option, text, kind))));
    }

    private static Arn parse(String option, String text, Kind kind) {
        Matcher arn = FORM.matcher(text);
        if (!arn.matches() || !kind.matches(arn)) {
            throw Refusal.of(option, "an ARN such as " + kind.example, text, kind.reason);
        }
        return new Arn(option, text, arn.group("region"), arn.group("account"));
    }

    /** Refuses another Region than that of this. */
    void requireSameRegion(Arn other) {
        if (!other.region.equals(region)) {
            throw Refusal.of(other.option, "in the Region of " + option + ", which is " + region, other.text,
                    "a stack is in one Region, and what it uses too");
        }
    }
}
