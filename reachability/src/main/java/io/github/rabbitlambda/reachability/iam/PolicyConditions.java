package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.rabbitlambda.reachability.iam.CallContext.Key;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether the Condition of a policy statement holds, as far as that is known before a call. */
final class PolicyConditions {
    private static final String REMEDY = "remove the condition, or check it by hand";

    private PolicyConditions() {}

    static Answer hold(Value condition, CallContext context) {
        if (condition instanceof Value.Missing) {
            return Answer.YES;
        }
        if (!(condition instanceof Value.Fields operators)) {
            return Answer.maybe(condition.unknownReason());
        }
        List<Answer> answers = new ArrayList<>();
        operators.fields().forEach((operator, keys) -> {
            if (keys instanceof Value.Fields byKey) {
                byKey.fields().forEach((key, values) -> answers.add(holds(operator, key, values, context)));
            } else {
                answers.add(Answer.maybe(keys.unknownReason()));
            }
        });
        return Answer.all(answers);
    }

    private static Answer holds(String operator, String key, Value values, CallContext context) {
        String name = operator.toLowerCase(Locale.ROOT);
        Key found = context.key(key.toLowerCase(Locale.ROOT));
        return name.equals("null")
                ? isNull(found, values, key)
                : new ConditionOperator(name, key, expanded(values, context)).holds(found);
    }

    private static List<Value> expanded(Value values, CallContext context) {
        return values.asItems().stream().map(context.arns()::expand).map(PolicyVariables::unknown).toList();
    }

    private static Answer isNull(Key found, Value wanted, String key) {
        Answer absent = switch (found) {
            case Key.Present present -> Answer.NO;
            case Key.Absent gone -> Answer.YES;
            case Key.Expected expected -> unknown(key);
            case Key.Unknown unknown -> unknown(key);
        };
        return wanted instanceof Value.Text(String text)
                ? Boolean.parseBoolean(text) ? absent : absent.not()
                : Answer.maybe(wanted.unknownReason());
    }

    static Answer unknown(String key) {
        return Answer.maybe("the condition on `" + key.toLowerCase(Locale.ROOT) + "` in a policy", REMEDY);
    }
}
