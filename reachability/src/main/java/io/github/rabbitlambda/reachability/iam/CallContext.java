package io.github.rabbitlambda.reachability.iam;

import java.util.Set;

import io.github.rabbitlambda.reachability.value.Value;

/**
 * The condition keys that a call brings along, as far as they are known
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
 */
record CallContext(Call call, Arns arns) {
    // A service principal carries none of these: https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html
    private static final Set<String> ABSENT_FOR_SERVICES = Set.of("aws:principalorgid", "aws:principalorgpaths",
            "aws:principalaccount", "aws:principalarn");
    private static final Set<String> ABSENT_AT_ENDPOINTS = Set.of("aws:sourceaccount", "aws:sourcearn",
            "aws:sourceorgid", "aws:sourceorgpaths");

    /** A key of a call. */
    sealed interface Key {
        record Present(Value value) implements Key {}

        record Absent() implements Key {}

        /** A key that isn't documented for the call but can be expected. */
        record Expected(Value value) implements Key {}

        record Unknown() implements Key {}
    }

    private static final Key UNKNOWN = new Key.Unknown();

    /** What the call has under a key in lower case. */
    Key key(String name) {
        if (name.equals("aws:securetransport")) {
            return text("true");
        }
        return switch (call.caller()) {
            case Caller.LambdaService lambda ->
                ABSENT_AT_ENDPOINTS.contains(name) ? new Key.Absent() : ofService(name);
            case Caller.LambdaFor lambda -> switch (name) {
                case "aws:sourceaccount" -> new Key.Expected(arns.account());
                case "aws:sourcearn" -> new Key.Expected(arns.expand(lambda.functionArn()));
                default -> ofService(name);
            };
            case Caller.Role role -> ofRole(name, role.arn());
            case Caller.Holder holder -> ofRole(name, holder.arn());
            case Caller.SomeRole some -> UNKNOWN;
        };
    }

    private static Key ofService(String name) {
        return switch (name) {
            case "aws:principalisawsservice" -> text("true");
            case "aws:principalservicename" -> text("lambda.amazonaws.com");
            default -> ABSENT_FOR_SERVICES.contains(name) ? new Key.Absent() : UNKNOWN;
        };
    }

    private Key ofRole(String name, Value arn) {
        boolean key = call.action().startsWith("kms:");
        return switch (name) {
            case "aws:principalisawsservice" -> text("false");
            case "aws:principalarn" -> new Key.Present(arns.expand(arn));
            case "aws:principalaccount" -> new Key.Present(arns.account());
            case "kms:calleraccount" -> key ? new Key.Present(arns.account()) : UNKNOWN;
            case "kms:viaservice" -> key ? new Key.Present(arns.host("secretsmanager")) : new Key.Absent();
            default -> UNKNOWN;
        };
    }

    private static Key text(String text) {
        return new Key.Present(new Value.Text(text));
    }
}
