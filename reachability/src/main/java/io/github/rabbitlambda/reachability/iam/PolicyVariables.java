package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.rabbitlambda.reachability.value.PartialText;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** The variables of policies, such as <code>${aws:username}</code>, whose values a call brings along. */
final class PolicyVariables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

    private PolicyVariables() {}

    /** The text with unknown pieces in place of its variables. */
    static Value unknown(Value pattern) {
        return switch (pattern) {
            case Value.Text(String text) when text.contains("${") -> pieces(text);
            case Value.Joined(List<Value> parts) ->
                PartialText.join(parts.stream().map(PolicyVariables::unknown).toList());
            default -> pattern;
        };
    }

    private static Value pieces(String text) {
        List<Value> pieces = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(text);
        int end = 0;
        while (variable.find()) {
            pieces.add(new Value.Text(text.substring(end, variable.start())));
            pieces.add(new Value.Opaque(variable.group(), UnknownReason
                    .of("the policy variable `" + variable.group() + "`", "write its value in the policy")));
            end = variable.end();
        }
        pieces.add(new Value.Text(text.substring(end)));
        return PartialText.join(pieces);
    }
}
