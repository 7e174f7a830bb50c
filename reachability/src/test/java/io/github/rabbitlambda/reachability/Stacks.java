package io.github.rabbitlambda.reachability;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** The graded templates, and changes to templates. */
final class Stacks {
    private Stacks() {}

    record Graded(String file, String expected, String rule) {
        @Override
        public String toString() {
            return file;
        }
    }

    static List<Graded> graded() {
        return JsonReader.read(text("expected.json")).asItems().stream().map(Tree::asMapping)
                .map(entry -> new Graded(string(entry, "file"), string(entry, "expected"), string(entry, "rule")))
                .toList();
    }

    private static String string(Tree.Mapping entry, String key) {
        return entry.entry(key).flatMap(Tree::asText).orElseThrow();
    }

    static String text(String file) {
        try (InputStream stream = Stacks.class.getResourceAsStream("/cases/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Tree.Mapping tree(String file) {
        return JsonReader.read(text(file)).asMapping();
    }

    static Reachability check(Tree... templates) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Tree template : templates) {
            texts.put("template" + texts.size(), JsonText.of(template));
        }
        return Reachability.ofTexts(texts);
    }

    static Reachability yaml(String text) {
        return Reachability.ofTexts(Map.of("template.yaml", text));
    }

    static Verdict verdict(Tree... templates) {
        List<Verdict> verdicts = check(templates).verdicts();
        if (verdicts.size() != 1) {
            throw new AssertionError("expected one verdict, got " + verdicts);
        }
        return verdicts.getFirst();
    }

    /** The template with another value at a path of keys and list positions; null removes the value there. */
    static Tree.Mapping with(Tree.Mapping template, String path, Object value) {
        return (Tree.Mapping) put(template, List.of(path.split("/")), value);
    }

    /** The template without a resource, and without its name in any DependsOn. */
    static Tree.Mapping without(Tree.Mapping template, String id) {
        Map<String, Tree> resources = new LinkedHashMap<>();
        template.entry("Resources").orElseThrow().asMapping().entries().forEach((name, resource) -> {
            if (!name.equals(id)) {
                resources.put(name, resource.asMapping().entry("DependsOn")
                        .map(depends -> (Tree) resource.asMapping().with("DependsOn", new Tree.Sequence(
                                depends.asItems().stream().filter(item -> !item.equals(Tree.text(id))).toList())))
                        .orElse(resource));
            }
        });
        return template.with("Resources", new Tree.Mapping(resources));
    }

    private static Tree put(Tree at, List<String> path, Object value) {
        if (path.isEmpty()) {
            return value instanceof Tree tree ? tree : Tree.mapping("value", value).entry("value").orElseThrow();
        }
        String step = path.getFirst();
        List<String> further = path.subList(1, path.size());
        if (at instanceof Tree.Sequence(List<Tree> items)) {
            List<Tree> copy = new ArrayList<>(items);
            if (step.equals("-")) {
                copy.add(put(Tree.empty(), further, value));
            } else if (value == null && further.isEmpty()) {
                copy.remove(Integer.parseInt(step));
            } else {
                copy.set(Integer.parseInt(step), put(items.get(Integer.parseInt(step)), further, value));
            }
            return new Tree.Sequence(copy);
        }
        Map<String, Tree> copy = new LinkedHashMap<>(at.asMapping().entries());
        if (value == null && further.isEmpty()) {
            copy.remove(step);
        } else {
            copy.put(step, put(copy.getOrDefault(step, Tree.empty()), further, value));
        }
        return new Tree.Mapping(copy);
    }

    /** Applies a fix, as any JSON Patch tool would: what a path leads through must exist. */
    static Tree.Mapping apply(Tree.Mapping template, Fix fix) {
        Tree.Mapping fixed = template;
        for (Fix.Change change : fix.changes()) {
            List<String> path = List.of(change.pointer().substring(1).split("/")).stream()
                    .map(step -> step.replace("~1", "/").replace("~0", "~")).toList();
            requireParent(fixed, path, change);
            Tree value = change.operation().equals("remove") ? null : JsonReader.read(change.json());
            fixed = (Tree.Mapping) put(fixed, path, value);
        }
        return fixed;
    }

    private static void requireParent(Tree template, List<String> path, Fix.Change change) {
        Tree at = template;
        for (String step : path.subList(0, path.size() - 1)) {
            at = at instanceof Tree.Sequence(List<Tree> items)
                    ? items.get(Integer.parseInt(step))
                    : at.asMapping().entry(step)
                            .orElseThrow(() -> new AssertionError(change + " leads through nothing at " + step));
        }
        if (path.getLast().equals("-") && !(at instanceof Tree.Sequence)) {
            throw new AssertionError(change + " appends to what is no list");
        }
    }
}
