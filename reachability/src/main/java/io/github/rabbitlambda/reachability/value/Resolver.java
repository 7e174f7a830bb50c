package io.github.rabbitlambda.reachability.value;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Nesting;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.OpenChoices.Met;

/** Turns expressions of templates into values, under one scenario. Not thread-safe. */
public final class Resolver implements Expressions {
    private static final int MAX_DEPTH = 300;

    private final Parameters parameters;
    private final References references;
    private final ParameterLinks links;
    private final Conditions conditions;
    private final Imports imports;
    private final StackOutputs stackOutputs;
    private final OpenChoices choices = new OpenChoices();
    private final Map<Tree, Boolean> followed = new IdentityHashMap<>();
    private int depth;

    public Resolver(List<Template> templates, Scenario scenario, Nesting nesting) {
        this.parameters = new Parameters(scenario);
        this.links = new ParameterLinks(templates, this, scenario);
        this.references = new References(this, scenario, parameters, nesting, links);
        this.conditions = new Conditions(this, parameters, choices);
        this.imports = new Imports(templates, this, choices);
        this.stackOutputs = new StackOutputs(templates, this, PseudoParameters.value("AWS::Region", scenario));
    }

    /** What was assumed to read the templates together. */
    Set<String> assumptions() {
        Set<String> all = new LinkedHashSet<>(imports.assumptions());
        all.addAll(stackOutputs.assumptions());
        all.addAll(links.assumptions());
        return all;
    }

    /** Whether the condition of a resource, if it has one, lets it be made. */
    Met<Answer> present(Resource resource) {
        return choices.during(() -> resource.condition().map(name -> conditions.holds(resource.template(), name))
                .orElse(Answer.YES));
    }

    /** The properties of a resource, each with the choices on which it depends. */
    Map<String, Met<Value>> properties(Resource resource) {
        Map<String, Met<Value>> properties = new LinkedHashMap<>();
        Template template = resource.template();
        Map<String, Tree> entries = resource.properties().asMapping().entries();
        if (entries.keySet().stream().noneMatch(name -> name.equals("Ref") || name.startsWith("Fn::"))) {
            entries.forEach((name, tree) -> properties.put(name, choices.during(() -> value(template, tree))));
        }
        return properties;
    }

    @Override
    public Value value(Template template, Tree tree) {
        if (depth > MAX_DEPTH) {
            return cycle();
        }
        depth++;
        try {
            return switch (tree) {
                case Tree.Scalar(String text) -> PartialText.literal(text);
                case Tree.Nothing nothing -> Value.MISSING;
                case Tree.Unclear(String why, String remedy) -> Value.unknown(why, remedy);
                case Tree.Sequence(List<Tree> items) -> items(template, items);
                case Tree.Mapping mapping -> mapping(template, mapping);
            };
        } finally {
            depth--;
        }
    }

    @Override
    public Value followed(Template template, Tree tree) {
        if (followed.containsKey(tree)) {
            return cycle();
        }
        followed.put(tree, true);
        Value value = value(template, tree);
        followed.remove(tree);
        return value;
    }

    private static Value cycle() {
        return Value.unknown("a cycle of references", "break the cycle");
    }

    private Value items(Template template, List<Tree> items) {
        return new Value.Items(items.stream().map(item -> value(template, item))
                .filter(item -> !(item instanceof Value.Missing)).toList());
    }

    private Value mapping(Template template, Tree.Mapping mapping) {
        if (mapping.entries().size() == 1) {
            Map.Entry<String, Tree> entry = mapping.entries().entrySet().iterator().next();
            if (entry.getKey().equals("Ref") || entry.getKey().startsWith("Fn::")) {
                return function(template, entry.getKey(), entry.getValue());
            }
        }
        if (mapping.entry("Fn::Transform").isPresent()) {
            return Value.unknown("`Fn::Transform`", "check the template that the macro produces");
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        mapping.entries().forEach((name, entry) -> {
            Value value = value(template, entry);
            if (!(value instanceof Value.Missing)) {
                fields.put(name, value);
            }
        });
        return new Value.Fields(fields);
    }

    private Value function(Template template, String name, Tree argument) {
        List<Tree> arguments = argument.asItems();
        return switch (name) {
            case "Ref" -> argument.asText().map(id -> references.ref(template, id))
                    .orElseGet(() -> Value.unreadable(name));
            case "Fn::GetAtt" -> references.getAtt(template, arguments);
            case "Fn::Sub" -> substituted(template, arguments);
            case "Fn::If" -> arguments.size() == 3 ? chosen(template, arguments) : Value.unreadable(name);
            case "Fn::FindInMap" -> new MapLookup(this, parameters, template).find(arguments);
            case "Fn::ImportValue" -> imports.value(value(template, argument));
            case "Fn::GetStackOutput" -> stackOutputs.value(template, argument.asMapping());
            case "Fn::Length" -> Functions.length(value(template, argument));
            case "Fn::ToJsonString" -> ToJsonString.apply(value(template, argument));
            default -> Functions.apply(name, arguments.stream().map(part -> value(template, part)).toList());
        };
    }

    private Value substituted(Template template, List<Tree> arguments) {
        String text = arguments.isEmpty() ? "" : arguments.getFirst().asText().orElse("");
        Tree.Mapping local = arguments.size() > 1 ? arguments.get(1).asMapping() : Tree.empty();
        return Substitution.apply(text, name -> local.entry(name).map(tree -> value(template, tree))
                .orElseGet(() -> references.named(template, name)));
    }

    private Value chosen(Template template, List<Tree> arguments) {
        String name = arguments.getFirst().asText().orElse("");
        Answer answer = conditions.holds(template, name);
        if (!answer.isMaybe()) {
            return value(template, arguments.get(answer.isYes() ? 1 : 2));
        }
        Value first = value(template, arguments.get(1));
        Value second = value(template, arguments.get(2));
        List<UnknownReason.OpenParameter> open = answer.reasons().stream()
                .flatMap(reason -> reason.openParameters().stream()).toList();
        return first.key().equals(second.key())
                ? first
                : new Value.Opaque("${" + name + "?" + first.show() + ":" + second.show() + "}",
                        new UnknownReason("the condition `" + name + "`", "give the parameters that decide it", open));
    }
}
