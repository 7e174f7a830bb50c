package io.github.rabbitlambda.reachability.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template as it was written: no intrinsic function is evaluated yet, and YAML's short forms ({@code !Ref}) are
 * spelled out as their long forms ({@code {"Ref": …}}).
 */
public sealed interface Tree {

    /** A string, number or boolean, as its text: CloudFormation converts between them freely. */
    record Scalar(String text) implements Tree {}

    record Sequence(List<Tree> items) implements Tree {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    record Mapping(Map<String, Tree> entries) implements Tree {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        public Optional<Tree> entry(String key) {
            return Optional.ofNullable(entries.get(key)).filter(tree -> !(tree instanceof Nothing));
        }

        public Mapping with(String key, Tree value) {
            Map<String, Tree> copy = new LinkedHashMap<>(entries);
            copy.put(key, value);
            return new Mapping(copy);
        }
    }

    /** A null. */
    record Nothing() implements Tree {}

    /**
     * A value that the file doesn't tell: one that is given twice, or one that a plan knows only after its apply.
     *
     * @param why what isn't known: "`Type`, which is given twice"
     * @param remedy what makes it known: "give it once"
     */
    record Unclear(String why, String remedy) implements Tree {}

    static Unclear twice(String key) {
        return new Unclear("`" + key + "`, which is given twice", "give it once");
    }

    static Scalar text(String text) {
        return new Scalar(text);
    }

    static Sequence list(Tree... items) {
        return new Sequence(List.of(items));
    }

    /** A mapping, from its keys and values in turn. */
    static Mapping mapping(Object... keysAndValues) {
        Map<String, Tree> entries = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.put((String) keysAndValues[i], of(keysAndValues[i + 1]));
        }
        return new Mapping(entries);
    }

    static Mapping empty() {
        return new Mapping(Map.of());
    }

    /** This mapping; an empty one if this is anything else. */
    default Mapping asMapping() {
        return this instanceof Mapping mapping ? mapping : empty();
    }

    default Optional<String> asText() {
        return this instanceof Scalar(String text) ? Optional.of(text) : Optional.empty();
    }

    /** The items of a sequence; a single value stands for a sequence of one, as in DependsOn. */
    default List<Tree> asItems() {
        return switch (this) {
            case Sequence(List<Tree> items) -> items;
            case Nothing nothing -> List.of();
            case Scalar scalar -> List.of(this);
            case Mapping mapping -> List.of(this);
            case Unclear unclear -> List.of(this);
        };
    }

    private static Tree of(Object value) {
        return switch (value) {
            case Tree tree -> tree;
            case List<?> list -> {
                List<Tree> items = new ArrayList<>();
                list.forEach(item -> items.add(of(item)));
                yield new Sequence(items);
            }
            default -> new Scalar(value.toString());
        };
    }
}
