package io.github.rabbitlambda.reachability.value;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Nesting;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;

/** Turns expressions of templates into values, under one scenario. */
public final class Resolver {
    private static final int MAX_DEPTH = 300;

    private final Scenario scenario;
    private final Parameters parameters;
    private final Conditions conditions = new Conditions(this);
    private final Nesting nesting;
    private final Map<Tree, Boolean> followed = new IdentityHashMap<>();
    private final Imports imports;
    private final StackOutputs stackOutputs;
    private int depth;

    public Resolver(List<Template> templates, Scenario scenario, Nesting nesting) {
        this.nesting = nesting;
        this.imports = new Imports(templates, this);
        this.stackOutputs = new StackOutputs(templates, this);
        this.scenario = scenario;
        this.parameters = new Parameters(scenario);
    }

    /** What was taken for granted to read the templates together. */
    Set<String> assumptions() {
        Set<String> all = new LinkedHashSet<>(imports.assumptions());
        all.addAll(stackOutputs.assumptions());
        return all;
    }

    Value region() {
        return PseudoParameters.value("AWS::Region", scenario);
    }

    Parameters parameters() {
        return parameters;
    }

    Conditions conditions() {
        return conditions;
    }

    public Value value(Template template, Tree tree) {
        if (depth > MAX_DEPTH) {
            return opaque("a cycle of references", "break the cycle");
        }
        depth++;
        try {
            return switch (tree) {
                case Tree.Scalar(String text) -> Value.literal(text);
                case Tree.Nothing nothing -> Value.MISSING;
                case Tree.Unclear(String why) -> opaque(why, "give it once");
                case Tree.Sequence(List<Tree> items) -> items(template, items);
                case Tree.Mapping mapping -> mapping(template, mapping);
            };
        } finally {
            depth--;
        }
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
            return opaque("`Fn::Transform`", "check the template that the macro produces");
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
            case "Ref" -> argument.asText().map(id -> ref(template, id)).orElseGet(() -> unreadable(name));
            case "Fn::GetAtt" -> getAtt(template, arguments);
            case "Fn::Sub" -> sub(template, arguments);
            case "Fn::If" -> arguments.size() == 3 ? chosen(template, arguments) : unreadable(name);
            case "Fn::FindInMap" -> new MapLookup(this, template).find(arguments);
            case "Fn::ImportValue" -> imports.value(value(template, argument));
            case "Fn::GetStackOutput" -> stackOutputs.value(template, argument.asMapping());
            case "Fn::ToJsonString" -> ToJsonString.of(value(template, argument));
            default -> Functions.apply(name, arguments.stream().map(part -> value(template, part)).toList());
        };
    }

    static Value.Opaque opaque(String what, String remedy) {
        return new Value.Opaque("${" + what + "}", UnknownReason.of(what, remedy));
    }

    static Value unreadable(String function) {
        return opaque("`" + function + "` as it is written here", "write it as CloudFormation documents it");
    }

    private Value ref(Template template, String id) {
        if (id.startsWith("AWS::")) {
            return PseudoParameters.value(id, scenario);
        }
        if (template.parameter(id).isPresent()) {
            return passed(template, id).orElseGet(() -> parameters.value(template, id));
        }
        // SAM reads Function.Alias and Function.Version as the alias and version that it generates.
        Resource resource = template.resources().get(id.replaceFirst("\\.(Alias|Version)$", ""));
        return resource == null
                ? opaque("`" + id + "`, which names nothing in " + template.name(), "declare it")
                : new Value.Reference(resource, "Ref");
    }

    /** The value that a parent stack passes for a parameter of its nested template. */
    private Optional<Value> passed(Template template, String id) {
        return nesting.parent(template).flatMap(stack -> stack.properties().asMapping().entry("Parameters")
                .flatMap(parameters -> parameters.asMapping().entry(id)).map(tree -> followed(stack.template(), tree)));
    }

    private Value getAtt(Template template, List<Tree> arguments) {
        String path = String.join(".", arguments.stream().map(part -> value(template, part).show()).toList());
        int dot = path.indexOf('.');
        return dot < 0
                ? unreadable("Fn::GetAtt")
                : attribute(template, path.substring(0, dot), path.substring(dot + 1));
    }

    private Value attribute(Template template, String id, String attribute) {
        Resource resource = template.resources().get(id);
        if (resource == null) {
            return opaque("`" + id + "." + attribute + "`, which names nothing in " + template.name(), "declare it");
        }
        return switch (resource.type() + "." + attribute) {
            case "AWS::EC2::VPC.CidrBlock", "AWS::EC2::Subnet.CidrBlock", "AWS::EC2::Subnet.VpcId",
                    "AWS::EC2::Subnet.AvailabilityZone", "AWS::EC2::SecurityGroup.VpcId" ->
                property(resource, attribute);
            case "AWS::AmazonMQ::Broker.AmqpEndpoints", "AWS::AmazonMQ::Broker.OpenWireEndpoints",
                    "AWS::AmazonMQ::Broker.StompEndpoints", "AWS::AmazonMQ::Broker.MqttEndpoints",
                    "AWS::AmazonMQ::Broker.WssEndpoints" ->
                BrokerEndpoints.of(resource, attribute);
            default -> attribute.startsWith("Outputs.")
                    ? nested(resource, attribute)
                    : new Value.Reference(resource, attribute);
        };
    }

    private Value property(Resource resource, String name) {
        return resource.properties().asMapping().entry(name).map(tree -> followed(resource.template(), tree))
                .orElse(new Value.Reference(resource, name));
    }

    /** The value of an expression that another one refers to; a reference back into itself has none. */
    Value followed(Template template, Tree tree) {
        if (followed.containsKey(tree)) {
            return opaque("a cycle of references", "break the cycle");
        }
        followed.put(tree, true);
        Value value = value(template, tree);
        followed.remove(tree);
        return value;
    }

    private Value nested(Resource stack, String attribute) {
        String output = attribute.substring("Outputs.".length());
        Optional<Value> seen = nesting.child(stack).flatMap(child -> child.section("Outputs").entry(output)
                .flatMap(tree -> tree.asMapping().entry("Value")).map(tree -> followed(child, tree)));
        return seen.orElseGet(() -> unseenOutput(stack, attribute));
    }

    private static Value unseenOutput(Resource stack, String attribute) {
        return new Value.Opaque("${" + stack.id() + "." + attribute + "}",
                UnknownReason.of("`" + stack.id() + "." + attribute
                        + "`, an output of a nested stack,",
                        "check one template that holds both, or pass the value as a parameter"));
    }

    private Value sub(Template template, List<Tree> arguments) {
        String text = arguments.isEmpty() ? "" : arguments.getFirst().asText().orElse("");
        Tree.Mapping local = arguments.size() > 1 ? arguments.get(1).asMapping() : Tree.empty();
        return Substitution.of(text, name -> local.entry(name).map(tree -> value(template, tree)).orElseGet(() -> {
            int dot = name.indexOf('.');
            return dot < 0 ? ref(template, name) : attribute(template, name.substring(0, dot), name.substring(dot + 1));
        }));
    }

    private Value chosen(Template template, List<Tree> arguments) {
        String name = arguments.getFirst().asText().orElse("");
        Answer answer = conditions.holds(template, name);
        if (!answer.isMaybe()) {
            return value(template, arguments.get(answer.isYes() ? 1 : 2));
        }
        Value first = value(template, arguments.get(1));
        Value second = value(template, arguments.get(2));
        List<UnknownReason.OpenParameter> openParameters = answer.reasons().stream()
                .flatMap(reason -> reason.openParameters().stream()).toList();
        return first.key().equals(second.key())
                ? first
                : new Value.Opaque("${" + name + "?" + first.show() + ":" + second.show() + "}",
                        new UnknownReason("the condition `" + name + "`", "give the parameters that decide it",
                                openParameters));
    }
}
