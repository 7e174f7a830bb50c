package io.github.rabbitlambda.reachability.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Nesting;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.template.UnreadableTemplate;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Resolver;
import io.github.rabbitlambda.reachability.value.Scenario;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * One statement of a policy. A statement that can't be seen has no fields; it may allow and it may deny.
 *
 * @param present whether the policy that holds it exists and is attached; not known of a statement that can't be seen
 */
public record Statement(Value.Fields fields, Answer present) {

    /** The statements of a policy document, which may be an object or JSON text. */
    public static List<Statement> read(Value document, Answer present) {
        Value read = document instanceof Value.Text(String text) ? parsed(text) : document;
        if (read instanceof Value.Missing) {
            return List.of();
        }
        return read instanceof Value.Fields policy
                ? policy.get("Statement").asItems().stream().map(item -> statement(item, present)).toList()
                : List.of(unseen(document, present));
    }

    private static Statement statement(Value item, Answer present) {
        return item instanceof Value.Fields fields && !fields.fields().isEmpty()
                ? new Statement(fields, present)
                : unseen(item, present);
    }

    private static Statement unseen(Value value, Answer present) {
        return new Statement(Value.NO_FIELDS, present.and(Answer.maybe(value.unknownReason())));
    }

    private static Value parsed(String text) {
        try {
            return new Resolver(List.of(), Scenario.of(Map.of(), Optional.empty()), new Nesting(List.of()))
                    .value(new Template("a policy", Map.of(), Tree.empty()), JsonReader.read(text));
        } catch (UnreadableTemplate notJson) {
            return new Value.Text(text);
        }
    }

    Answer allows(Call call, Arns arns) {
        return hasEffectOn(call, arns, "Allow");
    }

    public Answer denies(Call call, Arns arns) {
        return hasEffectOn(call, arns, "Deny");
    }

    private Answer hasEffectOn(Call call, Arns arns, String effect) {
        if (fields.fields().isEmpty()) {
            return present;
        }
        Answer wanted = hasEffect(effect).and(present);
        return wanted.and(() -> appliesTo(call, arns));
    }

    public boolean isAllow() {
        return hasEffect("Allow").isYes();
    }

    private Answer hasEffect(String wanted) {
        Value effect = fields.get("Effect");
        return effect.asText().filter(text -> text.equals("Allow") || text.equals("Deny"))
                .map(text -> Answer.of(text.equals(wanted)))
                .orElseGet(() -> Answer.maybe(effect.unknownReason()));
    }

    private Answer appliesTo(Call call, Arns arns) {
        Answer covered = matchesAction(call.action())
                .and(() -> call.resource() instanceof Value.Missing
                        ? Answer.YES
                        : matchesResource(call.resource(), arns));
        return covered.isNo()
                ? covered
                : Answer.all(List.of(covered, call.caller().isPrincipalOf(fields, arns),
                        PolicyConditions.hold(fields.get("Condition"), new CallContext(call, arns))));
    }

    private Answer matchesAction(String action) {
        return oneOf("Action", patterns -> anyAction(patterns, action));
    }

    private static Answer anyAction(Value patterns, String action) {
        return Answer.any(patterns.asItems().stream()
                .map(pattern -> Glob.matches(lowerCase(pattern), new Value.Text(action.toLowerCase(Locale.ROOT))))
                .toList());
    }

    private static Value lowerCase(Value pattern) {
        return switch (pattern) {
            case Value.Text(String text) -> new Value.Text(text.toLowerCase(Locale.ROOT));
            case Value.Joined(List<Value> parts) ->
                new Value.Joined(parts.stream().map(Statement::lowerCase).toList());
            default -> pattern;
        };
    }

    private Answer matchesResource(Value resource, Arns arns) {
        return oneOf("Resource", patterns -> Answer.any(patterns.asItems().stream()
                .map(pattern -> pattern.equals(Call.EVERYTHING)
                        ? Answer.YES
                        : Glob.matches(PolicyVariables.unknown(arns.expand(pattern)), arns.expand(resource)))
                .toList()));
    }

    /** Whether an element matches, or its opposite, such as NotAction, doesn't. */
    private Answer oneOf(String element, Function<Value, Answer> matches) {
        Value opposite = fields.get("Not" + element);
        return opposite instanceof Value.Missing
                ? matches.apply(fields.get(element))
                : Decision.not(matches.apply(opposite));
    }
}
