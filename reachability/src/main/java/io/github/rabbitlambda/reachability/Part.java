package io.github.rabbitlambda.reachability;

import java.util.List;
import java.util.Optional;

/**
 * A resource with its properties evaluated.
 *
 * @param present whether its condition lets it be made
 */
record Part(Resource resource, Value.Fields properties, Answer present) {

    String id() {
        return resource.id();
    }

    Value get(String property) {
        return properties.get(property);
    }

    Value ref() {
        return new Value.Reference(resource, "Ref");
    }

    Answer flag(String property, boolean preset) {
        return flag(get(property), preset);
    }

    /** A boolean, in any of the spellings that templates use. */
    static Answer flag(Value value, boolean preset) {
        return switch (value) {
            case Value.Missing missing -> Answer.of(preset);
            case Value.Text(String text) -> switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
                case "true", "yes", "on" -> Answer.YES;
                case "false", "no", "off" -> Answer.NO;
                default -> Answer.maybe("`" + text + "`, which is neither true nor false,", "write true or false");
            };
            default -> Answer.maybe(doubt(value));
        };
    }

    Optional<String> text(String property) {
        return text(get(property));
    }

    static Optional<String> text(Value value) {
        return value instanceof Value.Text(String text) ? Optional.of(text.strip()) : Optional.empty();
    }

    static Optional<Integer> number(Value value) {
        return text(value).filter(text -> text.matches("-?\\d{1,9}(\\.0+)?"))
                .map(text -> Integer.valueOf(text.replaceAll("\\.0+$", "")));
    }

    /** The items of a list property; empty if absent, one item if it is no list. */
    List<Value> items(String property) {
        return items(get(property));
    }

    static List<Value> items(Value value) {
        return switch (value) {
            case Value.Items(List<Value> items) -> items;
            case Value.Missing missing -> List.of();
            default -> List.of(value);
        };
    }

    static Value.Fields fields(Value value) {
        return value instanceof Value.Fields fields ? fields : Value.NO_FIELDS;
    }

    /** Why a value can't be read further. */
    static Doubt doubt(Value value) {
        return switch (value) {
            case Value.Opaque(String name, Doubt doubt) -> doubt;
            case Value.Joined(List<Value> parts) -> parts.stream().filter(Value.Opaque.class::isInstance).findFirst()
                    .map(Part::doubt).orElseGet(() -> plain(value));
            default -> plain(value);
        };
    }

    private static Doubt plain(Value value) {
        return Doubt.of(value.isMissing() ? "what is not given" : "`" + value.show() + "`",
                "write the value itself or a reference that this check can follow");
    }
}
