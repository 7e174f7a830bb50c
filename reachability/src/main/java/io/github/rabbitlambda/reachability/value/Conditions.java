package io.github.rabbitlambda.reachability.value;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.OpenChoice.Comparison;
import io.github.rabbitlambda.reachability.value.OpenChoices.Met;

/** Whether the conditions of the templates hold under a scenario; if that isn't known, the reason names the parameter. */
final class Conditions {
    private record Key(Template template, String condition) {}

    private final Expressions expressions;
    private final Parameters parameters;
    private final OpenChoices choices;
    private final Map<Key, Met<Answer>> known = new HashMap<>();
    private final Deque<Key> inEvaluation = new ArrayDeque<>();

    Conditions(Expressions expressions, Parameters parameters, OpenChoices choices) {
        this.expressions = expressions;
        this.parameters = parameters;
        this.choices = choices;
    }

    /** Whether a condition holds. If that isn't known, what would decide it is added to the choices that were met. */
    Answer holds(Template template, String name) {
        Key key = new Key(template, name);
        Met<Answer> met = known.get(key);
        if (met == null) {
            met = choices.during(() -> evaluate(template, name, key));
            known.put(key, met);
        }
        if (met.result().isMaybe()) {
            choices.add(met.choices());
        }
        return met.result();
    }

    private Answer evaluate(Template template, String name, Key key) {
        Optional<Tree> tree = template.section("Conditions").entry(name);
        if (tree.isEmpty() || inEvaluation.contains(key)) {
            return undecided("condition `" + name + "`",
                    tree.isEmpty() ? "declare it in Conditions" : "break the cycle of conditions");
        }
        inEvaluation.push(key);
        Answer answer = evaluate(template, tree.get());
        inEvaluation.pop();
        return answer;
    }

    private Answer undecided(String what, String remedy) {
        Comparison either = new Comparison(what, "", what + " holds");
        return parameters.holds(either).orElseGet(() -> {
            choices.add(Set.of(new OpenChoice.OfComparison(either)));
            return Answer.maybe(what, remedy);
        });
    }

    private Answer evaluate(Template template, Tree tree) {
        Map<String, Tree> entries = tree.asMapping().entries();
        if (entries.size() != 1) {
            return undecided("a condition that is no function", "write it with Fn::Equals, Fn::And, Fn::Or or Fn::Not");
        }
        Map.Entry<String, Tree> function = entries.entrySet().iterator().next();
        List<Tree> arguments = function.getValue().asItems();
        return switch (function.getKey()) {
            case "Condition" -> function.getValue().asText().map(name -> holds(template, name))
                    .orElseGet(() -> undecided("a condition without a name", "name it"));
            case "Fn::And" -> Answer.all(evaluateAll(template, arguments));
            case "Fn::Or" -> Answer.any(evaluateAll(template, arguments));
            case "Fn::Not" -> arguments.size() == 1
                    ? evaluate(template, arguments.getFirst()).not()
                    : undecided("Fn::Not", "give it one condition");
            case "Fn::Equals" ->
                arguments.size() == 2 ? equal(template, arguments) : undecided("Fn::Equals", "give it two values");
            default -> undecided("`" + function.getKey() + "` in a condition", "write it with Fn::Equals");
        };
    }

    private List<Answer> evaluateAll(Template template, List<Tree> arguments) {
        List<Answer> answers = new ArrayList<>();
        arguments.forEach(argument -> answers.add(evaluate(template, argument)));
        return answers;
    }

    private Answer equal(Template template, List<Tree> sides) {
        Value left = expressions.value(template, sides.get(0));
        Value right = expressions.value(template, sides.get(1));
        if (left.key().equals(right.key())) {
            return Answer.YES;
        }
        if (left instanceof Value.Text && right instanceof Value.Text || differ(left, right)
                || differ(right, left)) {
            return Answer.NO;
        }
        return parameters.holds(Comparison.of(left, right)).orElseGet(() -> undecided(left, right));
    }

    private Answer undecided(Value left, Value right) {
        List<UnknownReason> reasons = Stream.of(left, right).flatMap(side -> undecidedBy(side).stream()).toList();
        Set<OpenChoice> open = new LinkedHashSet<>();
        reasons.forEach(reason -> reason.openParameters()
                .forEach(parameter -> open.add(new OpenChoice.OfParameter(parameter.parameter()))));
        choices.add(open.isEmpty() ? Set.of(new OpenChoice.OfComparison(Comparison.of(left, right))) : open);
        return reasons.isEmpty()
                ? Answer.maybe("a comparison with " + left.show(), "compare with a parameter")
                : new Answer(Answer.Truth.MAYBE, reasons, List.of());
    }

    private boolean differ(Value value, Value literal) {
        return value instanceof Value.Opaque(String name, UnknownReason reason)
                && literal instanceof Value.Text(String text)
                && parameters.differs(name, text);
    }

    private static List<UnknownReason> undecidedBy(Value value) {
        return switch (value) {
            case Value.Opaque(String name, UnknownReason reason) -> List.of(reason.tryingAll());
            case Value.Joined(List<Value> parts) -> parts.stream().flatMap(part -> undecidedBy(part).stream()).toList();
            case Value.Items(List<Value> items) -> items.stream().flatMap(item -> undecidedBy(item).stream()).toList();
            case Value.Text text -> List.of();
            case Value.Reference reference -> List.of();
            case Value.Fields fields -> List.of();
            case Value.Missing missing -> List.of();
        };
    }
}
