package io.github.rabbitlambda.reachability.iam;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.rabbitlambda.reachability.iam.CallContext.Key;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.PseudoParameters;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * One key of a policy's Condition under its operator
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 *
 * @param name the operator in lower case, such as stringequalsifexists
 */
record ConditionOperator(String name, String key, List<Value> values) {
    private enum Comparison {
        EQUAL, IGNORING_CASE, PATTERN
    }

    Answer holds(Key found) {
        return switch (found) {
            case Key.Present(Value value) -> compare(value);
            case Key.Absent absent -> absent();
            case Key.Expected(Value value) -> expected(compare(value));
            case Key.Unknown unknown -> unknown();
        };
    }

    private boolean ifExists() {
        return name.endsWith("ifexists");
    }

    private boolean negated() {
        return name.contains("not");
    }

    private Answer absent() {
        return comparison().isEmpty() ? unknown() : Answer.of(negated() || ifExists());
    }

    // Without the key, a negated condition and one with IfExists hold, and any other doesn't.
    private Answer expected(Answer compared) {
        boolean holdsWithout = negated() || ifExists();
        if (compared.isYes() && !holdsWithout) {
            return compared.and(Answer.assuming("Lambda sends `" + key + "` when it assumes the function's role"));
        }
        // The guide shows the function's ARN but doesn't rule out others.
        boolean certain = !holdsWithout && !key.equalsIgnoreCase("aws:SourceArn");
        return compared.isNo() && !certain ? unknown() : compared;
    }

    private Answer compare(Value value) {
        Optional<Comparison> comparison = comparison();
        if (comparison.isEmpty()) {
            return unknown();
        }
        Answer one = Answer.any(values.stream()
                .map(wanted -> is(comparison.get(), wanted, value)).toList());
        return negated() ? Decision.not(one) : one;
    }

    private Optional<Comparison> comparison() {
        String plain = name.replaceFirst("ifexists$", "").replaceFirst("^(string|arn)not", "$1");
        return switch (plain) {
            case "stringequals" -> Optional.of(Comparison.EQUAL);
            case "stringequalsignorecase", "bool" -> Optional.of(Comparison.IGNORING_CASE);
            case "stringlike", "arnlike", "arnequals" -> Optional.of(Comparison.PATTERN);
            default -> Optional.empty();
        };
    }

    private static Answer is(Comparison comparison, Value wanted, Value value) {
        return switch (comparison) {
            case IGNORING_CASE -> wanted instanceof Value.Text(String a) && value instanceof Value.Text(String b)
                    ? Answer.of(a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT)))
                    : Answer.maybe((wanted instanceof Value.Text ? value : wanted).unknownReason());
            case EQUAL -> hasWildcard(wanted) ? Answer.NO : matches(wanted, value);
            case PATTERN -> matches(wanted, value);
        };
    }

    private static boolean hasWildcard(Value wanted) {
        return switch (wanted) {
            case Value.Text(String text) -> text.contains("*") || text.contains("?");
            case Value.Joined(List<Value> parts) -> parts.stream().anyMatch(ConditionOperator::hasWildcard);
            default -> false;
        };
    }

    private static Answer matches(Value wanted, Value value) {
        boolean account = value instanceof Value.Opaque(String name, UnknownReason reason)
                && name.equals(PseudoParameters.ACCOUNT);
        return account && wanted instanceof Value.Text(String text) && text.matches("\\d{12}")
                ? Answer.assuming("the stack's account is the one that a policy names (" + text + ")")
                : Glob.matches(wanted, value);
    }

    private Answer unknown() {
        return PolicyConditions.unknown(key);
    }
}
