package io.github.rabbitlambda.reachability.value;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;

/**
 * Fn::GetStackOutput, among the templates that are checked together: an output of another stack, which is called by its
 * name. A template doesn't hold its stack's name; the CDK names the file after the stack.
 */
final class StackOutputs {
    private final List<Template> templates;
    private final Expressions expressions;
    private final Value here;
    private final Set<String> assumptions = new LinkedHashSet<>();

    StackOutputs(List<Template> templates, Expressions expressions, Value here) {
        this.here = here;
        this.templates = templates;
        this.expressions = expressions;
    }

    /** Which stacks were found by the names of their outputs. */
    Set<String> assumptions() {
        return assumptions;
    }

    Value value(Template template, Tree.Mapping arguments) {
        Value stack = argument(template, arguments, "StackName");
        Value output = argument(template, arguments, "OutputName");
        String name = stack.show() + "." + output.show();
        if (!(output instanceof Value.Text(String id))) {
            return unknown(name, "write OutputName as a text");
        }
        Value region = argument(template, arguments, "Region");
        if (isElsewhere(region) || arguments.entry("RoleArn").isPresent()) {
            return unknown(name, "take it from a stack of the same account and Region");
        }
        if (region instanceof Value.Text(String there) && !(here instanceof Value.Text)) {
            assumptions.add("The stacks are deployed to the Region `" + there + "`.");
        }
        return producer(template, stack, id)
                .flatMap(producer -> output(producer, id).map(tree -> expressions.followed(producer, tree)))
                .orElseGet(() -> unknown(name, "check the template of that stack together with this one"));
    }

    private boolean isElsewhere(Value region) {
        return !region.isMissing() && !region.key().equals(here.key())
                && (!(region instanceof Value.Text) || here instanceof Value.Text);
    }

    private Value argument(Template template, Tree.Mapping arguments, String name) {
        return arguments.entry(name).map(tree -> expressions.value(template, tree)).orElse(Value.MISSING);
    }

    private Optional<Template> producer(Template consumer, Value stack, String output) {
        List<Template> holders = templates.stream()
                .filter(template -> template != consumer && output(template, output).isPresent()).toList();
        List<Template> named = holders.stream()
                .filter(template -> stack instanceof Value.Text(String text) && text.equals(stackName(template)))
                .toList();
        if (named.size() == 1) {
            return Optional.of(named.getFirst());
        }
        if (!named.isEmpty() || holders.size() != 1 || isNamed(stack)) {
            return Optional.empty();
        }
        assumptions.add("The stack `" + stack.show() + "`, whose output `" + output + "` is used, is "
                + holders.getFirst().name() + ".");
        return Optional.of(holders.getFirst());
    }

    // A template that is named after the stack is that stack, even if the output is missing.
    private boolean isNamed(Value stack) {
        return templates.stream().anyMatch(template -> stack.equals(new Value.Text(stackName(template))));
    }

    private static String stackName(Template template) {
        String file = template.name().substring(template.name().lastIndexOf('/') + 1);
        return file.replaceFirst("(\\.template)?\\.(json|ya?ml|template)$", "");
    }

    private static Optional<Tree> output(Template template, String id) {
        return template.section("Outputs").entry(id).flatMap(tree -> tree.asMapping().entry("Value"));
    }

    private static Value unknown(String name, String remedy) {
        return new Value.Opaque("${output " + name + "}",
                UnknownReason.of("the output `" + name + "` of another stack", remedy));
    }
}
