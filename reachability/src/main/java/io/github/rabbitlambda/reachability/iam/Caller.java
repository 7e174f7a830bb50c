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

    /** Lambda, calling as lambda.amazonaws.com. */
    record LambdaService() implements Caller {}

    /** The function's role. */
    record Role(Value arn, Arns arns) implements Caller {}

    /** Whoever has the identity policy: such a policy has no Principal. */
    record Holder() implements Caller {}

    /** Whether the principal of a statement names this caller. */
    default Answer isPrincipalOf(Value.Fields statement) {
        if (this instanceof Holder) {
            return Answer.YES;
        }
        if (!statement.get("NotPrincipal").isMissing()) {
            return Answer.maybe("NotPrincipal in a policy", "name the principals with Principal");
        }
        Value principal = statement.get("Principal");
        if (principal.asText().filter("*"::equals).isPresent()) {
            return Answer.YES;
        }
        if (!(principal instanceof Value.Fields kinds)) {
            return Answer.maybe(principal.isMissing()
                    ? UnknownReason.of("a policy statement without Principal", "give it a Principal")
                    : principal.unknownReason());
        }
        List<Answer> answers = new ArrayList<>();
        for (Map.Entry<String, Value> kind : kinds.fields().entrySet()) {
            kind.getValue().asItems().forEach(item -> answers.add(is(kind.getKey(), item)));
        }
        return Answer.any(answers);
    }

    private Answer is(String kind, Value item) {
        return switch (this) {
            case LambdaService lambda -> isLambda(kind, item);
            case Role role -> kind.equals("AWS") ? isRole(role, item) : Answer.NO;
            case Holder holder -> Answer.YES;
        };
    }

    private static Answer isLambda(String kind, Value item) {
        if (kind.equals("AWS")) {
            return item.asText().filter("*"::equals).isPresent()
                    ? Answer.assuming(
                            "the principal {\"AWS\": \"*\"} of an endpoint policy includes the Lambda service")
                    : Answer.NO;
        }
        if (!kind.equals("Service")) {
            return Answer.NO;
        }
        return item.asText()
                .map(name -> Answer.of(name.equals("lambda.amazonaws.com") || name.equals("lambda.amazonaws.com.cn")))
                .orElseGet(() -> Answer.maybe(item.unknownReason()));
    }

    private static Answer isRole(Role role, Value item) {
        String shown = item.show();
        if (shown.equals("*") || shown.equals(PseudoParameters.ACCOUNT)
                || shown.matches("arn:[^:]*:iam::\\$\\{AWS::AccountId}:root")) {
            return Answer.YES;
        }
        if (shown.matches("\\d{12}|arn:[^:]*:iam::\\d{12}:root")) {
            return Answer.assuming("the stack's account is the one that the endpoint policy names (" + shown + ")");
        }
        return Glob.matches(role.arns().expand(item), role.arns().expand(role.arn()));
    }
}
