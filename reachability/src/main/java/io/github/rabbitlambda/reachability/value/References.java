package io.github.rabbitlambda.reachability.value;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Nesting;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;

/** Ref and Fn::GetAtt: parameters, pseudo parameters, resources and their attributes. */
final class References {
    private static final String OUTPUTS = "Outputs.";

    private final Expressions expressions;
    private final Scenario scenario;
    private final Parameters parameters;
    private final Nesting nesting;
    private final ParameterLinks links;

    References(Expressions expressions, Scenario scenario, Parameters parameters, Nesting nesting,
            ParameterLinks links) {
        this.links = links;
        this.expressions = expressions;
        this.scenario = scenario;
        this.parameters = parameters;
        this.nesting = nesting;
    }

    /** What {@code ${…}} in Fn::Sub stands for: {@code Id} or {@code Id.Attribute}. */
    Value named(Template template, String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? ref(template, name) : attribute(template, name.substring(0, dot), name.substring(dot + 1));
    }

    Value ref(Template template, String id) {
        if (id.startsWith("AWS::")) {
            return PseudoParameters.value(id, scenario);
        }
        if (template.parameter(id).isPresent()) {
            TemplateParameter parameter = new TemplateParameter(template, id);
            return passed(parameter).or(() -> links.value(parameter, this))
                    .orElseGet(() -> parameters.value(parameter));
        }
        // SAM reads Function.Alias and Function.Version as the alias and version that it generates.
        Resource named = template.resources().get(id);
        Resource resource = named == null
                ? template.resources().get(id.replaceFirst("\\.(Alias|Version)$", ""))
                : named;
        return resource == null
                ? Value.unknown("`" + id + "`, which names nothing in " + template.name(), "declare it")
                : new Value.Reference(resource, "Ref");
    }

    /** The value that a parent stack passes for a parameter of its nested template. */
    private Optional<Value> passed(TemplateParameter parameter) {
        return nesting.parent(parameter.template()).filter(stack -> !parameter.isStored())
                .flatMap(stack -> stack.properties().asMapping().entry("Parameters")
                        .flatMap(passed -> passed.asMapping().entry(parameter.name()))
                        .map(tree -> expressions.followed(stack.template(), tree)))
                .filter(value -> !value.isMissing()).map(value -> Parameters.typed(parameter, value));
    }

    Value getAtt(Template template, List<Tree> arguments) {
        List<String> parts = arguments.stream().map(part -> expressions.value(template, part).show()).toList();
        if (parts.size() > 1) {
            return attribute(template, parts.getFirst(), String.join(".", parts.subList(1, parts.size())));
        }
        String path = String.join("", parts);
        int dot = path.indexOf('.');
        return dot < 0
                ? Value.unreadable("Fn::GetAtt")
                : attribute(template, path.substring(0, dot), path.substring(dot + 1));
    }

    private Value attribute(Template template, String id, String attribute) {
        Resource resource = template.resources().get(id);
        if (resource == null) {
            return Value.unknown("`" + id + "." + attribute + "`, which names nothing in " + template.name(),
                    "declare it");
        }
        return switch (resource.type() + "." + attribute) {
            case "AWS::EC2::VPC.CidrBlock", "AWS::EC2::Subnet.CidrBlock", "AWS::EC2::Subnet.VpcId",
                    "AWS::EC2::Subnet.AvailabilityZone", "AWS::EC2::SecurityGroup.VpcId" ->
                property(resource, attribute);
            case "AWS::AmazonMQ::Broker.AmqpEndpoints", "AWS::AmazonMQ::Broker.OpenWireEndpoints",
                    "AWS::AmazonMQ::Broker.StompEndpoints", "AWS::AmazonMQ::Broker.MqttEndpoints",
                    "AWS::AmazonMQ::Broker.WssEndpoints" ->
                BrokerEndpoints.attribute(resource, attribute);
            default -> attribute.startsWith(OUTPUTS)
                    ? outputOfNestedStack(resource, attribute)
                    : new Value.Reference(resource, attribute);
        };
    }

    private Value property(Resource resource, String name) {
        return resource.properties().asMapping().entry(name)
                .map(tree -> expressions.followed(resource.template(), tree))
                .orElse(new Value.Reference(resource, name));
    }

    private Value outputOfNestedStack(Resource stack, String attribute) {
        String output = attribute.substring(OUTPUTS.length());
        Optional<Value> seen = nesting.child(stack).flatMap(child -> child.section("Outputs").entry(output)
                .flatMap(tree -> tree.asMapping().entry("Value")).map(tree -> expressions.followed(child, tree)));
        return seen.orElseGet(() -> new Value.Opaque("${" + stack.id() + "." + attribute + "}",
                UnknownReason.of("`" + stack.id() + "." + attribute + "`, an output of a nested stack,",
                        "check one template that holds both, or pass the value as a parameter")));
    }
}
