package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.rabbitlambda.reachability.template.Tree;

/**
 * A template in which a condition or a parameter decides about one or two random nodes.
 *
 * @param values the values of its parameters, each to be tried with each
 */
record OneNodeChanged(Tree.Mapping template, Map<String, List<String>> values, String words) {
    private static final Tree NO_VALUE = Tree.mapping("Ref", "AWS::NoValue");

    static OneNodeChanged of(Tree.Mapping template, Map<String, List<Tree>> otherValues, Random random) {
        OneNodeChanged changed = new OneNodeChanged(template, Map.of(), "");
        int times = random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < times; i++) {
            String parameter = i == 0 || random.nextBoolean() ? "Decides" : "DecidesToo";
            changed = changed.changed(parameter, otherValues, random);
        }
        return changed;
    }

    private OneNodeChanged changed(String parameter, Map<String, List<Tree>> otherValues, Random random) {
        List<String> nodes = nodes(template.entry("Resources").orElseThrow(), "Resources");
        String path = nodes.get(random.nextInt(nodes.size()));
        if (path.split("/").length == 2) {
            return decided(parameter, random, path + "/Condition", Tree.text(parameter + "Holds"));
        }
        Tree node = at(template, path);
        List<Tree> others = otherValues.getOrDefault(property(path), List.of(NO_VALUE));
        Tree other = others.get(random.nextInt(others.size()));
        return switch (random.nextInt(5)) {
            case 0 -> decided(parameter, random, path, either(parameter, node, NO_VALUE));
            case 1 -> decided(parameter, random, path, either(parameter, NO_VALUE, node));
            case 2 -> decided(parameter, random, path, either(parameter, node, other));
            case 3 -> decided(parameter, random, path, either(parameter, other, node));
            default -> node instanceof Tree.Scalar(String text) && !values.containsKey(parameter)
                    ? byValue(parameter, random, path, List.of(text, other.asText().orElse("other")))
                    : decided(parameter, random, path, either(parameter, node, NO_VALUE));
        };
    }

    private static Tree either(String parameter, Tree first, Tree second) {
        return Tree.mapping("Fn::If", List.of(parameter + "Holds", first, second));
    }

    private OneNodeChanged decided(String parameter, Random random, String path, Tree value) {
        OneNodeChanged declared = declared(parameter, random, values.getOrDefault(parameter, List.of("yes", "no")));
        Tree.Mapping conditional = Stacks.with(declared.template, "Conditions/" + parameter + "Holds",
                Tree.mapping("Fn::Equals", List.of(Tree.mapping("Ref", parameter),
                        declared.values.get(parameter).getFirst())));
        return new OneNodeChanged(Stacks.with(conditional, path, value), declared.values,
                words + path + " := " + value + "\n");
    }

    private OneNodeChanged byValue(String parameter, Random random, String path, List<String> allowed) {
        OneNodeChanged declared = declared(parameter, random, allowed);
        Tree reference = Tree.mapping("Ref", parameter);
        return new OneNodeChanged(Stacks.with(declared.template, path, reference), declared.values,
                words + path + " := one of " + allowed + "\n");
    }

    private OneNodeChanged declared(String parameter, Random random, List<String> allowed) {
        if (values.containsKey(parameter)) {
            return this;
        }
        Map<String, List<String>> more = new LinkedHashMap<>(values);
        more.put(parameter, allowed);
        Tree.Mapping declaration = Tree.mapping("Type", "String", "AllowedValues", allowed);
        Tree.Mapping whole = random.nextInt(3) == 0
                ? declaration.with("Default", Tree.text(allowed.get(random.nextInt(2))))
                : declaration;
        return new OneNodeChanged(Stacks.with(template, "Parameters/" + parameter, whole), more, words);
    }

    /** Every node at or below a resource, but for its type. */
    static List<String> nodes(Tree resources, String path) {
        List<String> nodes = new ArrayList<>();
        resources.asMapping().entries().forEach((id, resource) -> {
            nodes.add(path + "/" + id);
            resource.asMapping().entry("Properties").ifPresent(properties -> properties.asMapping().entries()
                    .forEach((name, tree) -> addNodes(tree, path + "/" + id + "/Properties/" + name, nodes)));
        });
        return nodes;
    }

    private static void addNodes(Tree tree, String path, List<String> nodes) {
        nodes.add(path);
        switch (tree) {
            case Tree.Mapping mapping -> mapping.entries().forEach((key, value) -> {
                if (!key.startsWith("Fn::") && !key.equals("Ref") && !key.contains("/")) {
                    addNodes(value, path + "/" + key, nodes);
                }
            });
            case Tree.Sequence(List<Tree> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    addNodes(items.get(i), path + "/" + i, nodes);
                }
            }
            case Tree.Scalar scalar -> {
            }
            case Tree.Nothing nothing -> {
            }
            case Tree.Unclear unclear -> {
            }
        }
    }

    /** The last key on a path that is no number. */
    static String property(String path) {
        return path.replaceFirst("(/\\d+)+$", "/-").replaceFirst("^.*/Properties/", "")
                .replaceFirst("^.*/(?=[^/]+(/-)?$)", "");
    }

    static Tree at(Tree tree, String path) {
        Tree at = tree;
        for (String step : path.split("/")) {
            at = at instanceof Tree.Sequence(List<Tree> items)
                    ? items.get(Integer.parseInt(step))
                    : at.asMapping().entries().get(step);
        }
        return at;
    }
}
