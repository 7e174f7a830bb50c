package io.github.rabbitlambda.reachability.value;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Joins pieces of text of which some may be unknown. */
public final class PartialText {
    private PartialText() {}

    /** A {@link Value.Text} if every piece is one; the only piece if there is one; otherwise a {@link Value.Joined}. */
    public static Value join(List<Value> pieces) {
        List<Value> merged = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Value piece : flat(pieces)) {
            if (piece instanceof Value.Text(String known)) {
                text.append(known);
            } else {
                flush(text, merged);
                merged.add(piece);
            }
        }
        if (merged.isEmpty()) {
            return literal(text.toString());
        }
        flush(text, merged);
        return merged.size() == 1 ? merged.getFirst() : new Value.Joined(List.copyOf(merged));
    }

    private static void flush(StringBuilder text, List<Value> merged) {
        if (!text.isEmpty()) {
            merged.add(new Value.Text(text.toString()));
            text.setLength(0);
        }
    }

    private static List<Value> flat(List<Value> pieces) {
        return pieces.stream()
                .flatMap(piece -> piece instanceof Value.Joined(List<Value> inner) ? inner.stream() : Stream.of(piece))
                .toList();
    }

    /** A text, unless CloudFormation replaces it at deployment (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html). */
    static Value literal(String text) {
        return text.contains("{{resolve:")
                ? new Value.Opaque(text, UnknownReason.of("the dynamic reference `" + text + "`",
                        "write its value in the template or pass it as a parameter"))
                : new Value.Text(text);
    }
}
