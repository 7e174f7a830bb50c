package io.github.rabbitlambda.reachability.iam;

import java.util.List;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.ParameterChoices;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.UnknownReason.OpenParameter;
import io.github.rabbitlambda.reachability.value.Value;

/** What to make of a value that can't be seen, such as a parameter, an import or the choice of a condition. */
public final class UnseenValue {
    private UnseenValue() {}

    /**
     * The assumption about a value that comes from elsewhere. A value that the templates themselves list, by a condition
     * or as allowed values, is unknown until each is tried.
     */
    public static Answer assume(Value value, String assumption) {
        List<UnknownReason> listed = pieces(value).stream().filter(Value.Opaque.class::isInstance)
                .map(Value::unknownReason).filter(UnseenValue::isListed).map(UnseenValue::tryingAll).toList();
        return listed.isEmpty() ? Answer.assuming(assumption) : new Answer(Answer.Truth.MAYBE, listed, List.of());
    }

    private static List<Value> pieces(Value value) {
        return value instanceof Value.Joined(List<Value> parts) ? parts : List.of(value);
    }

    private static boolean isListed(UnknownReason reason) {
        return reason.what().startsWith("the condition `")
                || reason.openParameters().stream().anyMatch(open -> open.tryAll() || hasOnlyAllowedValues(open));
    }

    private static boolean hasOnlyAllowedValues(OpenParameter open) {
        return ParameterChoices.of(open.parameter()).stream().allMatch(choice -> choice.literal().isPresent());
    }

    private static UnknownReason tryingAll(UnknownReason reason) {
        return new UnknownReason(reason.what(), reason.remedy(),
                reason.openParameters().stream().map(open -> new OpenParameter(open.parameter(), true)).toList());
    }
}
