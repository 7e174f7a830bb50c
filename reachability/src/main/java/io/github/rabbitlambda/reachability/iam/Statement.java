package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
 * One statement of a policy.
 *
 * @param present whether the policy that holds it exists and is attached
 */
public record Statement(Value.Fields fields, Answer present) {

    /** The statements of a policy document, which may be an object or JSON text. */
    public static List<Statement> read(Value document, Answer present) {
        Value read = document instanceof Value.Text(String text) ? parsed(text) : document;
        if (!(read instanceof Value.Fields policy)) {
            return List.of(new Statement(Value.NO_FIELDS, present.and(Answer.maybe(document.unknownReason()))));
        }
        List<Statement> statements = new ArrayList<>();
        for (Value item : policy.get("Statement").asItems()) {
            statements.add(item instanceof Value.Fields fields
                    ? new Statement(fields, present)
                    : new Statement(Value.NO_FIELDS, present.and(Answer.maybe(item.unknownReason()))));
        }
        return statements;
    }

    private static Value parsed(String text) {
        try {
            return new Resolver(List.of(), Scenario.of(Map.of(), Optional.empty()), new Nesting(List.of()))
                    .value(new Template("a policy", Map.of(), Tree.empty()), JsonReader.read(text));
        } catch (UnreadableTemplate notJson) {
            return new Value.Text(text);
        }
    }

    boolean isUnseen() {
        return fields.fields().isEmpty();
    }

    public boolean isDeny() {
        return fields.get("Effect").asText().filter(effect -> effect.equalsIgnoreCase("Deny")).isPresent();
    }

    public Answer matchesAction(String action) {
        if (isUnseen()) {
            return Answer.YES;
        }
        return fields.fields().containsKey("NotAction")
                ? anyAction(fields.get("NotAction"), action).not()
                : anyAction(fields.get("Action"), action);
    }

    private static Answer anyAction(Value patterns, String action) {
        return Answer.any(patterns.asItems().stream().map(pattern -> Glob.matches(
                pattern instanceof Value.Text(String text)
                        ? new Value.Text(text.toLowerCase(Locale.ROOT))
                        : pattern,
                new Value.Text(action.toLowerCase(Locale.ROOT)))).toList());
    }

    /** Whether the statement covers a resource. */
    public Answer matchesResource(Value resource, Arns arns) {
        if (isUnseen()) {
            return Answer.YES;
        }
        return fields.fields().containsKey("NotResource")
                ? anyResource(fields.get("NotResource"), resource, arns).not()
                : anyResource(fields.get("Resource"), resource, arns);
    }

    private static Answer anyResource(Value patterns, Value resource, Arns arns) {
        return Answer.any(patterns.asItems().stream()
                .map(pattern -> Glob.matches(arns.expand(pattern), arns.expand(resource))).toList());
    }

    /** Whether the statement covers every resource: {@code "Resource": "*"}. */
    public Answer coversEverything() {
        if (isUnseen()) {
            return Answer.YES;
        }
        List<Value> resources = fields.get("Resource").asItems();
        if (resources.stream().anyMatch(resource -> resource.asText().filter("*"::equals).isPresent())) {
            return Answer.YES;
        }
        return resources.stream().filter(Value.Opaque.class::isInstance).findFirst()
                .map(opaque -> Answer.maybe(opaque.unknownReason())).orElse(Answer.NO);
    }

    public Answer appliesTo(Caller caller) {
        return isUnseen()
                ? Answer.YES
                : caller.isPrincipalOf(fields).and(PolicyConditions.hold(fields.get("Condition"), caller, isDeny()));
    }
}
