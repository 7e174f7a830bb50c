package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.PseudoParameters;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** Who makes a call that a policy decides about. */
public sealed interface Caller {

    /** Lambda, calling as lambda.amazonaws.com through an endpoint. */
    record LambdaService() implements Caller {}

    /** Lambda, assuming the role of a function. */
    record LambdaFor(Value functionArn) implements Caller {}

    /** The function's role, by whichever of its names a policy uses. */
    record Role(Value arn, Naming naming) implements Caller {}

    /** The role, calling with an identity policy: such a policy has no Principal. */
    record Holder(Value arn) implements Caller {}

    /** A role that isn't known yet. */
    record SomeRole() implements Caller {}

    /** How a policy names a role: by the role itself, by its account, or by either. */
    enum Naming {
        ITSELF, ACCOUNT, EITHER
    }

    /** Whether the principal of a statement names this caller. */
    default Answer isPrincipalOf(Value.Fields statement, Arns arns) {
        if (this instanceof Holder) {
            return Answer.YES;
        }
        if (!statement.get("NotPrincipal").isMissing()) {
            return Answer.maybe("NotPrincipal in a policy", "name the principals with Principal");
        }
        Value principal = statement.get("Principal");
        if (isStar(principal)) {
            return Answer.of(!isAccountOnly());
        }
        if (!(principal instanceof Value.Fields kinds)) {
            return Answer.maybe(principal.isMissing()
                    ? UnknownReason.of("a policy statement without Principal", "give it a Principal")
                    : principal.unknownReason());
        }
        List<Answer> answers = new ArrayList<>();
        for (Map.Entry<String, Value> kind : kinds.fields().entrySet()) {
            kind.getValue().asItems().forEach(item -> answers.add(is(kind.getKey(), item, arns)));
        }
        return Answer.any(answers);
    }

    private boolean isAccountOnly() {
        return this instanceof Role role && role.naming() == Naming.ACCOUNT;
    }

    private static boolean isStar(Value value) {
        return value.asText().filter("*"::equals).isPresent();
    }

    private Answer is(String kind, Value item, Arns arns) {
        return switch (this) {
            case LambdaService lambda -> isLambda(kind, item);
            case LambdaFor lambda -> isLambda(kind, item);
            case Role role -> kind.equals("AWS") ? isRole(role, item, arns) : Answer.NO;
            case SomeRole some -> kind.equals("AWS") ? isSomeRole(item) : Answer.NO;
            case Holder holder -> Answer.YES;
        };
    }

    private static Answer isLambda(String kind, Value item) {
        return switch (kind) {
            case "AWS" -> isEveryPrincipal(item);
            case "Service" -> item.asText().filter(name -> !name.contains("*"))
                    .map(name -> Answer
                            .of(name.equals("lambda.amazonaws.com") || name.equals("lambda.amazonaws.com.cn")))
                    .orElseGet(() -> Answer.maybe(item.unknownReason()));
            default -> Answer.NO;
        };
    }

    private static Answer isEveryPrincipal(Value item) {
        if (isStar(item)) {
            return Answer.assuming("the principal {\"AWS\": \"*\"} of a policy includes the Lambda service");
        }
        return item instanceof Value.Opaque ? Answer.maybe(item.unknownReason()) : Answer.NO;
    }

    private static Answer isSomeRole(Value item) {
        return isStar(item)
                ? Answer.YES
                : Answer.maybe("the role that the policy would have to name", "add the mapping to the template");
    }

    private static Answer isRole(Role role, Value item, Arns arns) {
        String shown = item.show();
        if (shown.equals("*")) {
            return Answer.of(role.naming() != Naming.ACCOUNT);
        }
        if (shown.matches("(arn:[^:]*:iam::)?(\\d{12}|\\$\\{AWS::AccountId})(:root)?")) {
            return role.naming() == Naming.ITSELF ? Answer.NO : isAccount(shown, arns);
        }
        if (item instanceof Value.Opaque || shown.matches("arn:[^:]*:iam::.*:root")) {
            return Answer.maybe(item.unknownReason());
        }
        if (role.naming() == Naming.ACCOUNT) {
            return Answer.NO;
        }
        return shown.matches("arn:[^:]*:sts:.*")
                ? Answer.maybe("whether `" + shown + "` is a session of the role", "name the role instead")
                : Glob.matches(arns.expand(item), arns.expand(role.arn()));
    }

    private static Answer isAccount(String shown, Arns arns) {
        if (arns.account() instanceof Value.Text(String account)) {
            return Answer.of(shown.contains(account));
        }
        return shown.contains(PseudoParameters.ACCOUNT)
                ? Answer.YES
                : Answer.assuming("the stack's account is the one that a policy names (" + shown + ")");
    }
}
