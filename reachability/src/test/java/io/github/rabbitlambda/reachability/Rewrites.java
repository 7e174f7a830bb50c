package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.rabbitlambda.reachability.template.Tree;

/** Rewrites of a template that keep its meaning. */
final class Rewrites {
    private static final Pattern HOLE = Pattern.compile("\\$\\{([^}]+)}");

    private Rewrites() {}

    static Tree.Mapping inlineIngress(Tree.Mapping template) {
        return inline(template, "SecurityGroupIngress", "SourceSecurityGroupId");
    }

    static Tree.Mapping inlineEgress(Tree.Mapping template) {
        return inline(template, "SecurityGroupEgress", "DestinationSecurityGroupId");
    }

    private static Tree.Mapping inline(Tree.Mapping template, String kind, String peer) {
        Tree.Mapping result = template;
        for (String id : resources(template).keySet()) {
            Tree.Mapping rule = resources(template).get(id).asMapping();
            if (type(rule).equals("AWS::EC2::" + kind)) {
                Map<String, Tree> properties = new LinkedHashMap<>(
                        rule.entry("Properties").orElseThrow().asMapping().entries());
                String group = properties.remove("GroupId").asMapping().entry("Fn::GetAtt").orElseThrow().asItems()
                        .getFirst().asText().orElseThrow();
                List<Tree> rules = new ArrayList<>(resources(result).get(group).asMapping().entry("Properties")
                        .orElseThrow().asMapping().entry(kind).map(Tree::asItems).orElse(List.of()));
                rules.add(new Tree.Mapping(properties));
                result = Stacks.with(Stacks.without(result, id), "Resources/" + group + "/Properties/" + kind,
                        new Tree.Sequence(rules));
            }
        }
        return result;
    }

    /** Replaces rules between groups by rules for the blocks of their members' subnets. */
    static Tree.Mapping blocksForGroups(Tree.Mapping template) {
        Map<String, Tree> result = new LinkedHashMap<>();
        resources(template).forEach((id, resource) -> {
            Tree.Mapping properties = resource.asMapping().entry("Properties").map(Tree::asMapping)
                    .orElseGet(Tree::empty);
            String peer = properties.entries().containsKey("SourceSecurityGroupId")
                    ? "SourceSecurityGroupId"
                    : "DestinationSecurityGroupId";
            if (type(resource).matches("AWS::EC2::SecurityGroup(In|E)gress") && properties.entry(peer).isPresent()) {
                boolean toEndpoints = properties.entry(peer).orElseThrow().toString().contains("EndpointSg");
                List<String> blocks = toEndpoints
                        ? List.of("10.20.0.0/16")
                        : List.of("10.20.0.0/24", "10.20.1.0/25", "10.20.1.128/25");
                for (int i = 0; i < blocks.size(); i++) {
                    Map<String, Tree> copy = new LinkedHashMap<>(properties.entries());
                    copy.remove(peer);
                    copy.put("CidrIp", Tree.text(blocks.get(i)));
                    result.put(i == 0 ? id : id + "Part" + i,
                            resource.asMapping().with("Properties", new Tree.Mapping(copy)));
                }
            } else {
                result.put(id, resource);
            }
        });
        return template.with("Resources", new Tree.Mapping(result));
    }

    static Tree.Mapping joinForSub(Tree.Mapping template) {
        return everywhere(template,
                tree -> tree instanceof Tree.Mapping mapping
                        && mapping.entry("Fn::Sub").flatMap(Tree::asText).isPresent()
                                ? Tree.mapping("Fn::Join",
                                        List.of("",
                                                pieces(mapping.entry("Fn::Sub").flatMap(Tree::asText).orElseThrow())))
                                : tree)
                .asMapping();
    }

    private static List<Tree> pieces(String text) {
        List<Tree> pieces = new ArrayList<>();
        Matcher hole = HOLE.matcher(text);
        int end = 0;
        while (hole.find()) {
            pieces.add(Tree.text(text.substring(end, hole.start())));
            pieces.add(Tree.mapping("Ref", hole.group(1)));
            end = hole.end();
        }
        pieces.add(Tree.text(text.substring(end)));
        return pieces;
    }

    private static Tree everywhere(Tree tree, UnaryOperator<Tree> change) {
        return switch (tree) {
            case Tree.Mapping mapping -> {
                Map<String, Tree> copy = new LinkedHashMap<>();
                mapping.entries().forEach((key, value) -> copy.put(key, everywhere(value, change)));
                yield change.apply(new Tree.Mapping(copy));
            }
            case Tree.Sequence sequence ->
                new Tree.Sequence(sequence.items().stream().map(item -> everywhere(item, change)).toList());
            default -> change.apply(tree);
        };
    }

    /** Puts the network resources into one template, which exports them, and all others into a second one, which imports them. */
    static Tree.Mapping[] split(Tree.Mapping template) {
        Map<String, Tree> network = new LinkedHashMap<>();
        Map<String, Tree> others = new LinkedHashMap<>();
        resources(template).forEach(
                (id, resource) -> (type(resource).startsWith("AWS::EC2::") ? network : others).put(id, resource));
        Map<String, Tree> outputs = new LinkedHashMap<>();
        network.keySet().forEach(id -> outputs.put("Out" + id,
                Tree.mapping("Value", Tree.mapping("Ref", id), "Export", Tree.mapping("Name", "network-" + id))));
        Tree imported = everywhere(new Tree.Mapping(others), tree -> imported(tree, network));
        Tree.Mapping second = new Tree.Mapping(
                Map.of("Resources", withoutForeignDependencies(imported.asMapping(), others)));
        return new Tree.Mapping[]{
                new Tree.Mapping(Map.of("Resources", new Tree.Mapping(network), "Outputs", new Tree.Mapping(outputs))),
                second};
    }

    private static Tree imported(Tree tree, Map<String, Tree> network) {
        if (!(tree instanceof Tree.Mapping mapping) || mapping.entries().size() != 1) {
            return tree;
        }
        String id = mapping.entry("Ref").or(() -> mapping.entry("Fn::GetAtt").map(path -> path.asItems().getFirst()))
                .flatMap(Tree::asText).orElse("");
        return network.containsKey(id) ? Tree.mapping("Fn::ImportValue", "network-" + id) : tree;
    }

    private static Tree withoutForeignDependencies(Tree.Mapping resources, Map<String, Tree> kept) {
        Map<String, Tree> copy = new LinkedHashMap<>();
        resources.entries()
                .forEach((id, resource) -> copy.put(id, resource
                        .asMapping().entry("DependsOn").map(depends -> (Tree) resource.asMapping().with("DependsOn",
                                new Tree.Sequence(depends.asItems().stream()
                                        .filter(item -> kept.containsKey(item.asText().orElse(""))).toList())))
                        .orElse(resource)));
        return new Tree.Mapping(copy);
    }

    /** Replaces function and mapping by a function of SAM with an MQ event; the role stays as it is. */
    static Tree.Mapping samEvent(Tree.Mapping template) {
        Tree.Mapping mapping = resources(template).get("Mapping").asMapping().entry("Properties").orElseThrow()
                .asMapping();
        Tree.Mapping event = Tree.mapping("Type", "MQ", "Properties",
                Tree.mapping("Broker", mapping.entry("EventSourceArn").orElseThrow(), "Queues",
                        mapping.entry("Queues").orElseThrow(), "SourceAccessConfigurations",
                        mapping.entry("SourceAccessConfigurations").orElseThrow()));
        Tree.Mapping function = resources(template).get("Consumer").asMapping();
        Tree.Mapping properties = function.entry("Properties").orElseThrow().asMapping().with("Events",
                Tree.mapping("Mq", event));
        Tree.Mapping without = Stacks.without(template, "Mapping");
        return Stacks
                .with(without, "Resources/Consumer",
                        function.with("Type", Tree.text("AWS::Serverless::Function")).with("Properties", properties))
                .with("Transform", Tree.text("AWS::Serverless-2016-10-31"));
    }

    private static Map<String, Tree> resources(Tree.Mapping template) {
        return template.entry("Resources").orElseThrow().asMapping().entries();
    }

    private static String type(Tree resource) {
        return resource.asMapping().entry("Type").flatMap(Tree::asText).orElse("");
    }
}
