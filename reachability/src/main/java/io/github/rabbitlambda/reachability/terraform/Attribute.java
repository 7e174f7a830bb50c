package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Tree;

/**
 * What a plan says about one attribute or block of a resource.
 *
 * @param path its name for sentences, such as {@code ingress.security_groups}
 * @param value the value; nothing where it is null or not known
 * @param unknown {@code true}, or the same structure as the value with {@code true} where a part is known after apply
 * @param sensitive like {@code unknown}
 * @param written the expression or block of the configuration
 */
record Attribute(Instance owner, String path, Tree value, Tree unknown, Tree sensitive, Optional<Tree> written) {
    private static final Tree NOTHING = new Tree.Nothing();

    /** An attribute of this block. */
    Attribute at(String name) {
        return new Attribute(owner, path.isEmpty() ? name : path + "." + name, entry(value, name),
                inherited(unknown, name), inherited(sensitive, name),
                written.flatMap(tree -> isExpression(tree) ? written : tree.asMapping().entry(name)));
    }

    /** The blocks of this name. */
    List<Attribute> blocks(String name) {
        Attribute all = at(name);
        List<Attribute> blocks = new ArrayList<>();
        List<Tree> values = all.values();
        for (int i = 0; i < values.size(); i++) {
            blocks.add(new Attribute(owner, all.path, values.get(i), item(all.unknown, i), item(all.sensitive, i),
                    block(all.written, values, i)));
        }
        return blocks;
    }

    /** Whether it is known after apply only, as a whole. */
    boolean isUnknown() {
        return isTrue(unknown);
    }

    boolean isSensitive() {
        return isTrue(sensitive);
    }

    boolean isKnown() {
        return !isAbsent() && !isUnknown() && !isSensitive();
    }

    /** Whether it isn't given; the provider then computes its default. */
    boolean isAbsent() {
        boolean computed = isUnknown() && written.isEmpty() && owner.isConfigured() && !path.contains(".");
        boolean empty = value instanceof Tree.Nothing || value.equals(Tree.text("")) || value.equals(Tree.list());
        return computed || empty && !hasUnknown(unknown);
    }

    Optional<String> text() {
        return isKnown() ? value.asText() : Optional.empty();
    }

    boolean is(String expected) {
        return text().filter(expected::equals).isPresent();
    }

    /** The items of a list, each with whether it is known. */
    List<Attribute> items() {
        List<Attribute> items = new ArrayList<>();
        List<Tree> values = values();
        for (int i = 0; i < values.size(); i++) {
            items.add(new Attribute(owner, path, values.get(i), item(unknown, i), item(sensitive, i), written));
        }
        return items;
    }

    /** The items of a list, with nothing for each that is left out because it isn't known. */
    private List<Tree> values() {
        List<Tree> values = new ArrayList<>(value.asItems());
        int known = values.size();
        if (unknown instanceof Tree.Sequence(List<Tree> marks)) {
            marks.stream().skip(known).forEach(mark -> values.add(NOTHING));
        }
        return values;
    }

    /** What its expression refers to. */
    List<String> references() {
        return written.map(tree -> tree.asMapping().entry("references").map(Tree::asItems).orElse(List.of()))
                .orElse(List.of()).stream().flatMap(item -> item.asText().stream()).toList();
    }

    String show() {
        return "`" + path + "` of `" + owner.address() + "`";
    }

    private static Optional<Tree> block(Optional<Tree> written, List<Tree> values, int i) {
        if (written.filter(Attribute::isExpression).isPresent()) {
            return written;
        }
        List<Tree> blocks = written.map(Tree::asItems).orElse(List.of());
        List<Tree> fitting = blocks.stream().filter(block -> fits(block, values.get(i))).toList();
        if (blocks.size() == values.size() && fitting.contains(blocks.get(i))) {
            return Optional.of(blocks.get(i));
        }
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /** Whether a block may have this value: none of its constants differs. */
    private static boolean fits(Tree block, Tree value) {
        return block.asMapping().entries().entrySet().stream()
                .allMatch(entry -> entry.getValue().asMapping().entry("constant_value")
                        .map(constant -> entry(value, entry.getKey()).equals(constant)).orElse(true));
    }

    static boolean isExpression(Tree tree) {
        return tree instanceof Tree.Mapping mapping && (mapping.entries().isEmpty()
                || mapping.entry("references").isPresent() || mapping.entries().containsKey("constant_value"));
    }

    private static Tree entry(Tree tree, String name) {
        return tree.asMapping().entry(name).orElse(NOTHING);
    }

    private static Tree inherited(Tree marks, String name) {
        return isTrue(marks) ? marks : entry(marks, name);
    }

    private static Tree item(Tree marks, int i) {
        if (isTrue(marks)) {
            return marks;
        }
        List<Tree> items = marks instanceof Tree.Sequence(List<Tree> all) ? all : List.of();
        return i < items.size() ? items.get(i) : NOTHING;
    }

    private static boolean isTrue(Tree marks) {
        return marks.asText().filter("true"::equals).isPresent();
    }

    private static boolean hasUnknown(Tree marks) {
        return isTrue(marks) || marks instanceof Tree.Sequence(List<Tree> items) && items.stream()
                .anyMatch(Attribute::hasUnknown)
                || marks.asMapping().entries().values().stream().anyMatch(Attribute::hasUnknown);
    }
}
