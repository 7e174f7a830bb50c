package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.PseudoParameters;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether the Condition of a policy statement holds, as far as that is known before a call. */
final class PolicyConditions {
    // A service principal carries none of these: https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html
    private static final Set<String> ABSENT_FOR_SERVICES = Set.of("aws:principalorgid", "aws:principalorgpaths",
            "aws:principalaccount",
            "aws:principalarn", "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths");

    private PolicyConditions() {}

    static Answer hold(Value condition, Caller caller, boolean deny) {
        if (condition.isMissing()) {
            return Answer.YES;
        }
        if (!(condition instanceof Value.Fields operators)) {
            return Answer.maybe(condition.unknownReason());
        }
        List<Answer> answers = new ArrayList<>();
        for (Map.Entry<String, Value> operator : operators.fields().entrySet()) {
            operator.getValue().asFields().fields().forEach((key, value) -> answers.add(
                    one(operator.getKey().toLowerCase(Locale.ROOT), key.toLowerCase(Locale.ROOT), value, caller,
                            deny)));
        }
        return answers.isEmpty() ? Answer.maybe(unknown(condition)) : Answer.all(answers);
    }

    private static Answer one(String operator, String key, Value value, Caller caller, boolean deny) {
        boolean ifExists = operator.endsWith("ifexists");
        if (key.equals("aws:principalisawsservice") && operator.startsWith("bool")
                && !(caller instanceof Caller.Holder)) {
            return value.asText()
                    .map(text -> Answer.of(Boolean.parseBoolean(text) == caller instanceof Caller.LambdaService))
                    .orElseGet(() -> Answer.maybe(value.unknownReason()));
        }
        if (key.equals("kms:viaservice") && operator.startsWith("stringequals")) {
            return Answer.of(value.show().contains("secretsmanager."));
        }
        if (caller instanceof Caller.LambdaService && ABSENT_FOR_SERVICES.contains(key) && !ifExists
                && !operator.equals("null")) {
            boolean negated = operator.contains("not");
            return negated && !deny ? Answer.maybe(unknown(value)) : Answer.of(negated);
        }
        if (caller instanceof Caller.Role && key.equals("aws:principalaccount") && operator.equals("stringequals")
                && value.asItems().stream().anyMatch(item -> item.show().equals(PseudoParameters.ACCOUNT))) {
            return Answer.YES;
        }
        return Answer.maybe("the condition on `" + key + "` in a policy", "remove the condition, or check it by hand");
    }

    private static UnknownReason unknown(Value value) {
        return UnknownReason.of("the policy condition " + value.show(), "remove the condition, or check it by hand");
    }
}
